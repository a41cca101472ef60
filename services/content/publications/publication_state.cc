#include "services/content/publications/publication_state.h"

#include <array>

namespace loa::content {
namespace {

using P = v1::Publication;
using Kind = PublicationStep::Kind;

constexpr PublicationStep Stays() { return {Kind::kStays}; }
constexpr PublicationStep Refused() { return {Kind::kRefused}; }
constexpr PublicationStep Wanted() { return {Kind::kWanted}; }
constexpr PublicationStep To(PublicationState state) {
  return {Kind::kMoves, state};
}

// A row an action, in the order of PublicationAction; a column a state, in the
// order of the contract: SCHEDULED, SENDING, PUBLISHED, UNKNOWN, FAILED,
// CANCELLED, NEEDS_ATTENTION.
constexpr int kStates = 7;
using Row = std::array<PublicationStep, kStates>;

constexpr PublicationStep kX = Refused();
constexpr PublicationStep kKeep = Stays();
constexpr PublicationStep kVisible = To(P::PUBLISHED);
constexpr PublicationStep kAgain = To(P::SCHEDULED);
constexpr PublicationStep kFailed = To(P::FAILED);
constexpr PublicationStep kUnknown = To(P::UNKNOWN);
constexpr PublicationStep kPerson = To(P::NEEDS_ATTENTION);

constexpr std::array<Row, kPublicationActions> kTable = {{
    // kBegin
    {To(P::SENDING), kX, kX, kX, kX, kX, kX},
    // kAccepted
    {kVisible, kVisible, kKeep, kVisible, kVisible, kVisible, kVisible},
    // kNotSent: a late report of an attempt that lapsed still proves that
    // nothing was sent, until somebody else decided.
    {kKeep, kAgain, kKeep, kAgain, kKeep, kKeep, kKeep},
    // kThrottled
    {kKeep, kAgain, kKeep, kAgain, kKeep, kKeep, kKeep},
    // kRefused
    {kKeep, kFailed, kKeep, kFailed, kKeep, kKeep, kKeep},
    // kExhausted
    {kKeep, kFailed, kKeep, kFailed, kKeep, kKeep, kKeep},
    // kOutcomeUnknown
    {kKeep, kUnknown, kKeep, kKeep, kKeep, kKeep, kKeep},
    // kLapse
    {kKeep, kUnknown, kKeep, kKeep, kKeep, kKeep, kKeep},
    // kFound
    {kVisible, kVisible, kKeep, kVisible, kVisible, kVisible, kVisible},
    // kAbsent
    {kKeep, kKeep, kKeep, kPerson, kKeep, kKeep, kKeep},
    // kUnreadableTooLong
    {kKeep, kKeep, kKeep, kPerson, kKeep, kKeep, kKeep},
    // kCancel
    {To(P::CANCELLED), Wanted(), kX, Wanted(), kX, kKeep, kX},
    // kAdopt
    {kX, kX, kX, kX, kX, kX, kVisible},
    // kSendAgain
    {kX, kX, kX, kX, kX, kX, kAgain},
    // kDrop
    {kX, kX, kX, kX, kX, kX, kFailed},
}};

// A cancel that was wanted is granted by the end of the attempt that it waited
// for, when that end says that nothing is visible.
bool EndsWithoutPost(PublicationAction action) {
  switch (action) {
    case PublicationAction::kNotSent:
    case PublicationAction::kThrottled:
    case PublicationAction::kRefused:
    case PublicationAction::kExhausted:
    case PublicationAction::kAbsent:
      return true;
    default:
      return false;
  }
}

}  // namespace

PublicationStep NextStep(PublicationState state, PublicationAction action,
                         const PublicationCircumstances& circumstances) {
  if (state < P::SCHEDULED || state > P::NEEDS_ATTENTION) return Refused();
  const PublicationStep step =
      kTable[static_cast<size_t>(action)][state - P::SCHEDULED];
  if (step.kind != Kind::kMoves) return step;
  if (circumstances.cancel_wanted && EndsWithoutPost(action)) {
    return To(P::CANCELLED);
  }
  if (action == PublicationAction::kAbsent && circumstances.may_resend) {
    return kAgain;
  }
  return step;
}

bool HoldsItsPage(PublicationState state) {
  return state == P::SCHEDULED || state == P::SENDING || state == P::UNKNOWN;
}

absl::string_view NameOf(PublicationState state) {
  switch (state) {
    case P::SCHEDULED:
      return "SCHEDULED";
    case P::SENDING:
      return "SENDING";
    case P::PUBLISHED:
      return "PUBLISHED";
    case P::UNKNOWN:
      return "UNKNOWN";
    case P::FAILED:
      return "FAILED";
    case P::CANCELLED:
      return "CANCELLED";
    case P::NEEDS_ATTENTION:
      return "NEEDS_ATTENTION";
    default:
      return "STATE_UNSPECIFIED";
  }
}

}  // namespace loa::content

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
// CANCELLED, NEEDS_ATTENTION, EDITED, WITHDRAWN, BY_HAND, REPORTED, PROVEN.
constexpr int kStates = 12;
using Row = std::array<PublicationStep, kStates>;

constexpr PublicationStep kX = Refused();
constexpr PublicationStep kKeep = Stays();
constexpr PublicationStep kVisible = To(P::PUBLISHED);
constexpr PublicationStep kAgain = To(P::SCHEDULED);
constexpr PublicationStep kFailed = To(P::FAILED);
constexpr PublicationStep kUnknown = To(P::UNKNOWN);
constexpr PublicationStep kPerson = To(P::NEEDS_ATTENTION);
constexpr PublicationStep kEdit = To(P::EDITED);
constexpr PublicationStep kDown = To(P::WITHDRAWN);

constexpr std::array<Row, kPublicationActions> kTable = {{
    // kBegin
    {To(P::SENDING), kX, kX, kX, kX, kX, kX, kX, kX, kX, kX, kX},
    // kAccepted
    {kVisible, kVisible, kKeep, kVisible, kVisible, kVisible, kVisible, kKeep,
     kKeep, kVisible, kKeep, kKeep},
    // kNotSent: a late report of an attempt that lapsed still proves that
    // nothing was sent, until somebody else decided.
    {kKeep, kAgain, kKeep, kAgain, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kThrottled
    {kKeep, kAgain, kKeep, kAgain, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kRefused
    {kKeep, kFailed, kKeep, kFailed, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kExhausted
    {kKeep, kFailed, kKeep, kFailed, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kOutcomeUnknown
    {kKeep, kUnknown, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kLapse
    {kKeep, kUnknown, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kFound
    {kVisible, kVisible, kKeep, kVisible, kVisible, kVisible, kVisible, kKeep,
     kKeep, kVisible, kKeep, kKeep},
    // kAbsent
    {kKeep, kKeep, kKeep, kPerson, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kUnreadableTooLong
    {kKeep, kKeep, kKeep, kPerson, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     kKeep, kKeep},
    // kCancel: a person has to say whether what is BY_HAND was put up.
    {To(P::CANCELLED), Wanted(), kX, Wanted(), kX, kKeep, kX, kX, kX, Wanted(),
     kX, kX},
    // kAdopt
    {kX, kX, kX, kX, kX, kX, kVisible, kX, kX, kX, kX, kX},
    // kSendAgain
    {kX, kX, kX, kX, kX, kX, kAgain, kX, kX, kX, kX, kX},
    // kDrop
    {kX, kX, kX, kX, kX, kX, kFailed, kX, kX, kX, kX, kX},
    // kEdited: what people report stays as well proven as it was.
    {kX, kX, kEdit, kX, kX, kX, kX, kEdit, kKeep, kX, kKeep, kKeep},
    // kWithdrawn
    {kX, kX, kDown, kX, kX, kX, kX, kDown, kKeep, kX, kDown, kDown},
    // kTakeByHand
    {To(P::BY_HAND), kX, kX, kX, kX, kX, kX, kX, kX, kX, kX, kX},
    // kReported
    {kX, kX, kX, kX, kX, kX, kX, kX, kX, To(P::REPORTED), kKeep, kKeep},
    // kNotPosted
    {kX, kX, kX, kX, kX, kKeep, kX, kX, kX, To(P::CANCELLED), kX, kX},
    // kProven
    {kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep, kKeep,
     To(P::PROVEN), kKeep},
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
  if (state < P::SCHEDULED || state > P::PROVEN) return Refused();
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

bool IsVisible(PublicationState state) {
  return state == P::PUBLISHED || state == P::EDITED || state == P::REPORTED ||
         state == P::PROVEN;
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
    case P::EDITED:
      return "EDITED";
    case P::WITHDRAWN:
      return "WITHDRAWN";
    case P::BY_HAND:
      return "BY_HAND";
    case P::REPORTED:
      return "REPORTED";
    case P::PROVEN:
      return "PROVEN";
    default:
      return "STATE_UNSPECIFIED";
  }
}

}  // namespace loa::content

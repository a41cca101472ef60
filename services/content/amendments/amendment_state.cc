#include "services/content/amendments/amendment_state.h"

#include <array>

namespace loa::content {
namespace {

using A = v1::Amendment;
using Kind = AmendmentStep::Kind;

constexpr AmendmentStep To(AmendmentState state) {
  return {Kind::kMoves, state};
}

constexpr int kStates = 6;
using Row = std::array<AmendmentStep, kStates>;

constexpr AmendmentStep kX = {Kind::kRefused};
constexpr AmendmentStep kKeep = {Kind::kStays};
constexpr AmendmentStep kDone = To(A::DONE);
constexpr AmendmentStep kWait = To(A::WAITING);

// A row an action, in the order of AmendmentAction; a column a state, in the
// order of the contract: WAITING, BEGUN, DONE, REFUSED, UNKNOWN, VOID.
constexpr std::array<Row, kAmendmentActions> kTable = {{
    // kBegin
    {To(A::BEGUN), kX, kX, kX, kX, kX},
    // kDone
    {kDone, kDone, kKeep, kDone, kDone, kDone},
    // kNotSent: a late report of an attempt that lapsed still proves it.
    {kKeep, kWait, kKeep, kKeep, kWait, kKeep},
    // kRefused
    {kKeep, To(A::REFUSED), kKeep, kKeep, To(A::REFUSED), kKeep},
    // kOutcomeUnknown
    {kKeep, To(A::UNKNOWN), kKeep, kKeep, kKeep, kKeep},
    // kLapse
    {kKeep, To(A::UNKNOWN), kKeep, kKeep, kKeep, kKeep},
    // kNotYet
    {kKeep, kKeep, kKeep, kKeep, kWait, kKeep},
    // kVoid: what is under way is not, until its end is known.
    {To(A::VOID), kKeep, kKeep, kKeep, kKeep, kKeep},
    // kRevive
    {kKeep, kKeep, kKeep, kKeep, kKeep, kWait},
}};

}  // namespace

AmendmentStep NextStep(AmendmentState state, AmendmentAction action) {
  if (state < A::WAITING || state > A::VOID) return kX;
  return kTable[static_cast<size_t>(action)][state - A::WAITING];
}

bool IsUnderWay(AmendmentState state) {
  return state == A::BEGUN || state == A::UNKNOWN;
}

absl::string_view NameOf(AmendmentState state) {
  switch (state) {
    case A::WAITING:
      return "WAITING";
    case A::BEGUN:
      return "BEGUN";
    case A::DONE:
      return "DONE";
    case A::REFUSED:
      return "REFUSED";
    case A::UNKNOWN:
      return "UNKNOWN";
    case A::VOID:
      return "VOID";
    default:
      return "STATE_UNSPECIFIED";
  }
}

}  // namespace loa::content

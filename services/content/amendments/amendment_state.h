#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_STATE_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_STATE_H_

#include "absl/strings/string_view.h"
#include "loa/content/v1/amendment_service.pb.h"

namespace loa::content {

using AmendmentState = v1::Amendment::State;
using AmendmentKind = v1::Amendment::Kind;

// What can happen to an amendment.
enum class AmendmentAction {
  kBegin,           // an attempt begins
  kDone,            // the platform did it, a reading or a person shows it
  kNotSent,         // no byte left the worker, or the platform throttled
  kRefused,         // the platform refused it for good, or the post is gone
  kOutcomeUnknown,  // the worker cannot tell
  kLapse,           // the worker never told
  kNotYet,          // reading the post showed that it did not happen
  kVoid,            // it is not needed any more
  kRevive,          // it is, after all: its publication became visible
};
inline constexpr int kAmendmentActions = 9;

struct AmendmentStep {
  enum class Kind {
    kMoves,    // to `to`
    kStays,    // nothing to do: answered with the state as it is
    kRefused,  // the action is not for this state
  };
  Kind kind = Kind::kRefused;
  AmendmentState to = v1::Amendment::STATE_UNSPECIFIED;

  friend bool operator==(const AmendmentStep&, const AmendmentStep&) = default;
};

// The life of an amendment, a pure function. Proof that it happened (kDone)
// wins in every state.
AmendmentStep NextStep(AmendmentState state, AmendmentAction action);

// True while an attempt may still change what the page shows: no other
// amendment of the publication begins meanwhile.
bool IsUnderWay(AmendmentState state);

// The name of `state` as the contract spells it.
absl::string_view NameOf(AmendmentState state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_STATE_H_

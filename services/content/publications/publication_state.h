#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_STATE_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_STATE_H_

#include "absl/strings/string_view.h"
#include "loa/content/v1/publication.pb.h"

namespace loa::content {

using PublicationState = v1::Publication::State;

// What can happen to a publication.
enum class PublicationAction {
  kBegin,              // an attempt begins
  kAccepted,           // the platform gave an id
  kNotSent,            // no byte left the worker
  kThrottled,          // the platform refused it for now
  kRefused,            // the platform refused it for good
  kExhausted,          // no byte left the worker, once too often
  kOutcomeUnknown,     // the worker cannot tell
  kLapse,              // the worker never told
  kFound,              // reading the page back showed it
  kAbsent,             // two complete readings did not show it
  kUnreadableTooLong,  // the page could not be read for a day
  kCancel,             // a person, or the end of an approval
  kAdopt,              // a person found it on the page
  kSendAgain,          // a person wants it sent again
  kDrop,               // a person gives it up
  kEdited,             // a correction is on the page
  kWithdrawn,          // it was taken down
  kTakeByHand,         // due on a page without a connection
  kReported,           // its people say where it is
  kNotPosted,          // they say that it was not put up
  kProven,             // what they reported was seen
};
inline constexpr int kPublicationActions = 21;

// What else a decision depends on.
struct PublicationCircumstances {
  bool cancel_wanted = false;
  // The organisation wants one more try after an unknown outcome and this
  // publication has not had it.
  bool may_resend = false;
};

struct PublicationStep {
  enum class Kind {
    kMoves,    // to `to`; what happened goes on the timeline
    kWanted,   // stays; a cancel is remembered until the attempt ends
    kStays,    // nothing to do: answered with the state as it is
    kRefused,  // the action is not for this state
  };
  Kind kind = Kind::kRefused;
  PublicationState to = v1::Publication::STATE_UNSPECIFIED;

  friend bool operator==(const PublicationStep&,
                         const PublicationStep&) = default;
};

// The life of a publication, a pure function. Proof of visibility (kAccepted,
// kFound) wins in every state: what is on the page cannot be argued away.
PublicationStep NextStep(PublicationState state, PublicationAction action,
                         const PublicationCircumstances& circumstances);

// Is it on its page, as far as anybody knows?
bool IsVisible(PublicationState state);

// True while a publication that is due keeps the later ones of its page back.
bool HoldsItsPage(PublicationState state);

// The name of `state` as the contract spells it.
absl::string_view NameOf(PublicationState state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_STATE_H_

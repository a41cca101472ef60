#ifndef LOA_SERVICES_MODERATION_REVIEWS_REVIEW_STATE_H_
#define LOA_SERVICES_MODERATION_REVIEWS_REVIEW_STATE_H_

#include <optional>

#include "loa/moderation/v1/review_service.pb.h"

namespace loa::moderation {

using ReviewState = v1::Review::State;

// What can happen to a review.
enum class ReviewAction {
  kAgree,           // a person approves, and more must
  kComplete,        // a person approves, and no more must
  kReject,          // a person refuses for good
  kRequestChanges,  // a person, or the screening, sends it back
  kVoid,            // the post changed or was withdrawn
  kPublishFirst,    // the screening is clean, and people look afterwards
  kTakeBack,        // a superior looked: it may not stay
  kLapse,           // the approval is older than its policy allows
};

// The table of the machine: where `action` leads from `state`; nullopt when it
// is refused.  Voiding is never refused: it changes nothing in a review that
// is over.
std::optional<ReviewState> Next(ReviewState state, ReviewAction action);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_REVIEW_STATE_H_

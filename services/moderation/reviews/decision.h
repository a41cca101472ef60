#ifndef LOA_SERVICES_MODERATION_REVIEWS_DECISION_H_
#define LOA_SERVICES_MODERATION_REVIEWS_DECISION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "loa/moderation/v1/policy_service.pb.h"
#include "loa/moderation/v1/screening.pb.h"
#include "services/moderation/reviews/review_state.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {

// What a person says about a review.
struct Voice {
  std::string principal;
  ReviewState decision;  // APPROVED, REJECTED or CHANGES_REQUESTED
  std::string note;
  absl::Time time;
};

// Adds `voice` to the current stage of `stored` and moves the review where the
// state table says; the stage's position.  No I/O.  Errors: REVIEW_NOT_OPEN,
// AUTHOR_CANNOT_APPROVE for author and last editor whatever they say, and
// ALREADY_DECIDED for a second approval of one person; STORED_DATA_DAMAGED for
// an open review that waits for nobody.
absl::StatusOr<int> Decide(StoredReview& stored, const Voice& voice);

// A new review of a screened input: OPEN with its stages, or sent back at once
// with the messages of what blocks it, or, where nothing was found and the
// policy says so for the post's kind and its unit's `level`, APPROVED with a
// look that waits.
StoredReview NewReview(const std::string& review_id,
                       const v1::ScreeningInput& input, absl::string_view level,
                       const v1::Screening& screening, const v1::Policy& policy,
                       absl::Time now);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_DECISION_H_

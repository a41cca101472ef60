#ifndef LOA_SERVICES_MODERATION_REVIEWS_REVIEW_LOOKUP_H_
#define LOA_SERVICES_MODERATION_REVIEWS_REVIEW_LOOKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {

// The review with that name.  Errors: FIELD_INVALID, REVIEW_NOT_FOUND.
absl::StatusOr<StoredReview> MustFindReview(sql::Tx& tx,
                                            const std::string& name);

// The same for a transaction that will change it.
absl::StatusOr<StoredReview> MustFindReviewToChange(sql::Tx& tx,
                                                    const std::string& name);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_REVIEW_LOOKUP_H_

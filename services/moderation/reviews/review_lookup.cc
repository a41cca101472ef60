#include "services/moderation/reviews/review_lookup.h"

#include <optional>
#include <utility>

#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"

namespace loa::moderation {
namespace {

constexpr char kReviews[] = "reviews";

}  // namespace

absl::StatusOr<StoredReview> MustFindReview(sql::Tx& tx,
                                            const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id, rpc::ParseId("name", name, kReviews));
  ASSIGN_OR_RETURN(std::optional<StoredReview> stored, FindReview(tx, id));
  if (!stored) return ReviewNotFound(name);
  return *std::move(stored);
}

absl::StatusOr<StoredReview> MustFindReviewToChange(sql::Tx& tx,
                                                    const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id, rpc::ParseId("name", name, kReviews));
  RETURN_IF_ERROR(LockReview(tx, id));
  return MustFindReview(tx, name);
}

}  // namespace loa::moderation

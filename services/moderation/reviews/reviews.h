#ifndef LOA_SERVICES_MODERATION_REVIEWS_REVIEWS_H_
#define LOA_SERVICES_MODERATION_REVIEWS_REVIEWS_H_

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"
#include "services/moderation/policies/active_screener.h"
#include "services/moderation/reviews/review_state.h"

namespace loa::moderation {

// The reviews, all but their watch.  Contracts and errors:
// review_service.proto.
class Reviews : public rpc::ResourceOwners {
 public:
  // The level of a unit today, "" when it is not known.
  using LevelOf = std::function<std::string(absl::string_view unit)>;

  Reviews(sql::Database& database, ActiveScreener& screener,
          base::IdSource& ids, LevelOf level_of)
      : database_(database),
        screener_(screener),
        ids_(ids),
        level_of_(std::move(level_of)) {}

  absl::StatusOr<v1::Review> OpenReview(const rpc::RequestContext& context,
                                        const v1::OpenReviewRequest& request);
  absl::StatusOr<v1::Review> VoidReview(const rpc::RequestContext& context,
                                        const v1::VoidReviewRequest& request);
  absl::StatusOr<v1::Review> GetReview(const rpc::RequestContext& context,
                                       const v1::GetReviewRequest& request);
  absl::StatusOr<v1::ListReviewsResponse> ListReviews(
      const rpc::RequestContext& context,
      const v1::ListReviewsRequest& request);
  absl::StatusOr<v1::Review> ApproveReview(
      const rpc::RequestContext& context,
      const v1::ApproveReviewRequest& request);
  absl::StatusOr<v1::Review> RejectReview(
      const rpc::RequestContext& context,
      const v1::RejectReviewRequest& request);
  absl::StatusOr<v1::Review> RequestChanges(
      const rpc::RequestContext& context,
      const v1::RequestChangesRequest& request);

  // The unit of a review.  Errors: REVIEW_NOT_FOUND.
  absl::StatusOr<std::string> OwnerOf(absl::string_view name) const override;

 private:
  template <typename Request>
  absl::StatusOr<v1::Review> Refuse(const rpc::RequestContext& context,
                                    const Request& request,
                                    ReviewAction action);

  sql::Database& database_;
  ActiveScreener& screener_;
  base::IdSource& ids_;
  const LevelOf level_of_;
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_REVIEWS_H_

#ifndef LOA_SERVICES_MODERATION_REVIEWS_DESK_H_
#define LOA_SERVICES_MODERATION_REVIEWS_DESK_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/desk_service.pb.h"
#include "services/moderation/reviews/reviews.h"

namespace loa::moderation {

// Many reviews at once, looks at what is published, and approvals that end.
// Contracts and errors: desk_service.proto.
class Desk {
 public:
  Desk(sql::Database& database, Reviews& reviews)
      : database_(database), reviews_(reviews) {}

  absl::StatusOr<v1::BatchApproveReviewsResponse> BatchApproveReviews(
      const rpc::RequestContext& context,
      const v1::BatchApproveReviewsRequest& request);
  absl::StatusOr<v1::Review> RecordLook(const rpc::RequestContext& context,
                                        const v1::RecordLookRequest& request);

  // Makes LAPSED every approval that has ended by `now`; the watch of
  // decisions tells it.
  absl::Status LapseApprovals(absl::Time now);

 private:
  sql::Database& database_;
  Reviews& reviews_;
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_DESK_H_

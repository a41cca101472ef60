#ifndef LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_POSTS_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_POSTS_H_

#include <atomic>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/outside_post_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// What people see of posts made outside, and of the alerts. Thread-safe.
class OutsidePosts {
 public:
  OutsidePosts(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::ListOutsidePostsResponse> List(
      const rpc::RequestContext& context,
      const v1::ListOutsidePostsRequest& request);
  absl::StatusOr<v1::CountOutsidePostsResponse> Count(
      const rpc::RequestContext& context,
      const v1::CountOutsidePostsRequest& request);
  absl::StatusOr<v1::ListPageAlertsResponse> ListAlerts(
      const rpc::RequestContext& context,
      const v1::ListPageAlertsRequest& request);
  absl::StatusOr<v1::PageAlert> Acknowledge(
      const rpc::RequestContext& context,
      const v1::AcknowledgePageAlertRequest& request);

  // Counts the open alerts, for open_alerts() too.
  absl::StatusOr<int64_t> CountAlerts();
  const std::atomic<int64_t>& open_alerts() const { return open_alerts_; }

 private:
  sql::Database& database_;
  const Registry& registry_;
  std::atomic<int64_t> open_alerts_{0};
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_POSTS_H_

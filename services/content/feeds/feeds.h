#ifndef LOA_SERVICES_CONTENT_FEEDS_FEEDS_H_
#define LOA_SERVICES_CONTENT_FEEDS_FEEDS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/feed_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The use cases of FeedService; errors as its contract says, and
// DEPENDENCY_UNAVAILABLE until the register was read once. Thread-safe.
class Feeds {
 public:
  Feeds(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::ListLatestResponse> ListLatest(
      const rpc::RequestContext& context, const v1::ListLatestRequest& request);
  absl::StatusOr<v1::ListSimilarResponse> ListSimilar(
      const rpc::RequestContext& context,
      const v1::ListSimilarRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_FEEDS_FEEDS_H_

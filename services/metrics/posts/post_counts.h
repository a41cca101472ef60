#ifndef LOA_SERVICES_METRICS_POSTS_POST_COUNTS_H_
#define LOA_SERVICES_METRICS_POSTS_POST_COUNTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/rollup_service.pb.h"
#include "services/metrics/posts/post_store.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Counts of posts and the posts behind them.  Contracts and errors:
// rollup_service.proto.
class PostCounts {
 public:
  PostCounts(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::PostCount> CountPosts(
      const rpc::RequestContext& context, const v1::CountPostsRequest& request);
  absl::StatusOr<v1::ListCountedPostsResponse> ListCountedPosts(
      const rpc::RequestContext& context,
      const v1::ListCountedPostsRequest& request);

 private:
  sql::Database& database_;
  const Register& registry_;
};

// The counts alone, without unit and period, inside a transaction of the
// caller.
absl::StatusOr<v1::PostCount> CountsOf(sql::Tx& tx,
                                       const PostQuestion& question);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_POSTS_POST_COUNTS_H_

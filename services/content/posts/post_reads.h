#ifndef LOA_SERVICES_CONTENT_POSTS_POST_READS_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_READS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/post_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The use cases of PostService that only read; errors as its contract says,
// UNIT_UNKNOWN for a list within a unit that is not, and
// DEPENDENCY_UNAVAILABLE until the register was read once. Thread-safe.
class PostReads {
 public:
  PostReads(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::Post> GetPost(const rpc::RequestContext& context,
                                   const v1::GetPostRequest& request);
  absl::StatusOr<v1::ListPostsResponse> ListPosts(
      const rpc::RequestContext& context, const v1::ListPostsRequest& request);
  absl::StatusOr<v1::ListRevisionsResponse> ListRevisions(
      const rpc::RequestContext& context,
      const v1::ListRevisionsRequest& request);
  absl::StatusOr<v1::PreviewCascadeResponse> PreviewCascade(
      const rpc::RequestContext& context,
      const v1::PreviewCascadeRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_READS_H_

#ifndef LOA_SERVICES_CONTENT_POSTS_POSTS_H_
#define LOA_SERVICES_CONTENT_POSTS_POSTS_H_

#include <functional>
#include <utility>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/post_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/posts/post_record.h"
#include "services/content/posts/review_outbox.h"

namespace loa::content {

// The use cases of PostService that change posts; errors as its contract says,
// and DEPENDENCY_UNAVAILABLE until the register was read once. Thread-safe.
class Posts {
 public:
  // What others do soon after a commit. Cheap, thread-safe.
  struct Hooks {
    std::function<void()> owed;    // a call is owed to moderation
    std::function<void()> expand;  // an audience waits
  };

  Posts(sql::Database& database, base::IdSource& ids, const Registry& registry,
        ReviewOutbox& outbox, Hooks hooks)
      : database_(database),
        ids_(ids),
        registry_(registry),
        outbox_(outbox),
        hooks_(std::move(hooks)) {}

  absl::StatusOr<v1::Post> CreatePost(const rpc::RequestContext& context,
                                      const v1::CreatePostRequest& request);
  absl::StatusOr<v1::Post> UpdatePost(const rpc::RequestContext& context,
                                      const v1::UpdatePostRequest& request);
  // Answers the post as it was submitted; what moderation said at once is in
  // the next GetPost.
  absl::StatusOr<v1::Post> SubmitPost(const rpc::RequestContext& context,
                                      const v1::SubmitPostRequest& request);
  absl::StatusOr<v1::Post> WithdrawPost(const rpc::RequestContext& context,
                                        const v1::WithdrawPostRequest& request);
  absl::StatusOr<v1::Post> SchedulePost(const rpc::RequestContext& context,
                                        const v1::SchedulePostRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
  ReviewOutbox& outbox_;
  const Hooks hooks_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POSTS_H_

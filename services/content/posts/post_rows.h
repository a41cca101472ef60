#ifndef LOA_SERVICES_CONTENT_POSTS_POST_ROWS_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/posts/post_record.h"
#include "services/content/posts/post_state.h"

// The SQL of posts and their revisions.
namespace loa::content {

// POST_NOT_FOUND.
absl::StatusOr<PostRecord> FindPost(sql::Tx& tx, absl::string_view name);
// The same, and nobody else changes it until this transaction ends.
absl::StatusOr<PostRecord> LockPost(sql::Tx& tx, absl::string_view name);
// The unit whose post it is. POST_NOT_FOUND.
absl::StatusOr<std::string> UnitOfPost(sql::Tx& tx, absl::string_view name);

// POST_ALREADY_EXISTS. The revision is not written.
absl::Status InsertPost(sql::Tx& tx, const PostRecord& record);
// Writes all that can change of a locked one, as a new version at `now`.
absl::Status SavePost(sql::Tx& tx, PostRecord& record, absl::Time now);

// Writes the post's content as the revision that it names; from now on its
// photos stay. MEDIA_NOT_FOUND.
absl::Status InsertRevision(sql::Tx& tx, const PostRecord& record,
                            absl::Time now);
// Up to `limit` of a post's revisions before `before_number`, newest first.
absl::StatusOr<std::vector<v1::Revision>> ReadRevisions(sql::Tx& tx,
                                                        absl::string_view post,
                                                        int64_t before_number,
                                                        int limit);

// Which posts a list shows.
struct PostFilter {
  // Only of these units; nullopt: of all.
  std::optional<std::vector<std::string>> units;
  PostState state = v1::Post::STATE_UNSPECIFIED;  // any
  // Only after this one, in the list's order. The default is the end of 9999.
  absl::Time before = absl::FromUnixSeconds(253402300799);
  std::string before_name;
};
// Up to `limit`, the newest first.
absl::StatusOr<std::vector<PostRecord>> ReadPosts(sql::Tx& tx,
                                                  const PostFilter& filter,
                                                  int limit);

// Approved posts whose audience is still becoming publications.
absl::StatusOr<std::vector<std::string>> ReadExpanding(sql::Tx& tx, int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_ROWS_H_

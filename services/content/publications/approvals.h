#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_APPROVALS_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_APPROVALS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

// What may be published: written by what reviews posts, asked by what begins
// attempts.
namespace loa::content {

// An approval binds one revision for one audience of one post; a post has at
// most one.
struct Approval {
  std::string post;
  std::string revision;
  std::string content_sha256;
  std::string audience_sha256;
  std::string review;
  absl::Time approved_at;
  // From then on it covers nothing.
  absl::Time expires_at = absl::InfiniteFuture();
};

// Replaces the post's approval before it.
absl::Status RecordApproval(sql::Tx& tx, const Approval& approval);
// Nothing of the post begins any more. Nothing to do when there is none.
absl::Status VoidApproval(sql::Tx& tx, absl::string_view post);
// Does an approval that stands at `now` cover this publication's revision and
// audience, and is its local part, where it has one, approved too?
absl::StatusOr<bool> IsApproved(sql::Tx& tx, const Publication& publication,
                                absl::Time now);

// Does an approval that stands at `now` cover this revision of the post?
absl::StatusOr<bool> IsRevisionApproved(sql::Tx& tx, absl::string_view post,
                                        absl::string_view revision,
                                        absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_APPROVALS_H_

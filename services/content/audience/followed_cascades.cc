#include "services/content/audience/followed_cascades.h"

#include "absl/strings/numbers.h"
#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kFollow =
    "INSERT INTO followed_cascade (post, close_at, registry_sequence)"
    " VALUES ($1, $2, $3) ON CONFLICT (post) DO UPDATE"
    " SET close_at = excluded.close_at,"
    " registry_sequence = excluded.registry_sequence";

constexpr absl::string_view kLeave =
    "DELETE FROM followed_cascade WHERE post = $1";

constexpr absl::string_view kLeaveClosed =
    "DELETE FROM followed_cascade WHERE close_at <= $1";

constexpr absl::string_view kFollowed =
    "SELECT post FROM followed_cascade WHERE registry_sequence < $1"
    " ORDER BY post LIMIT $2";

// What the end of an older approval took away is not counted; what that
// approval brought about otherwise is: a correction keeps it. Publications:
// 6 CANCELLED; assignments: 5 VOIDED.
constexpr absl::string_view kPages =
    "SELECT page FROM publication WHERE post = $1"
    " AND ((revision = $2 AND audience_sha256 = $3) OR state <> 6"
    " OR cause NOT IN ('APPROVAL_VOIDED', 'APPROVAL_LAPSED'))"
    " UNION SELECT page FROM assignment WHERE post = $1"
    " AND ((revision_number = $4 AND audience_sha256 = $3) OR state <> 5)"
    " UNION SELECT page FROM expansion_page WHERE post = $1";

// 3 of "posts/a/revisions/3".
int64_t NumberOf(const std::string& revision) {
  int64_t number = 0;
  (void)absl::SimpleAtoi(revision.substr(revision.rfind('/') + 1), &number);
  return number;
}

}  // namespace

absl::Status FollowCascade(sql::Tx& tx, absl::string_view post,
                           absl::Time close_at, int64_t registry_sequence) {
  return tx.Exec(kFollow, post, close_at, registry_sequence).status();
}

absl::Status LeaveCascade(sql::Tx& tx, absl::string_view post) {
  return tx.Exec(kLeave, post).status();
}

absl::Status LeaveClosedCascades(sql::Tx& tx, absl::Time now) {
  return tx.Exec(kLeaveClosed, now).status();
}

absl::StatusOr<std::vector<std::string>> ReadFollowed(sql::Tx& tx,
                                                      int64_t registry_sequence,
                                                      int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFollowed, registry_sequence, limit));
  std::vector<std::string> posts;
  for (const sql::Row row : rows) posts.push_back(row.Text(0));
  return posts;
}

absl::StatusOr<std::set<std::string>> PagesOfCascade(sql::Tx& tx,
                                                     const v1::Post& post) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kPages, post.name(), post.revision(),
                          post.audience_sha256(), NumberOf(post.revision())));
  std::set<std::string> pages;
  for (const sql::Row row : rows) pages.insert(row.Text(0));
  return pages;
}

}  // namespace loa::content

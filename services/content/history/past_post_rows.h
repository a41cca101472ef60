#ifndef LOA_SERVICES_CONTENT_HISTORY_PAST_POST_ROWS_H_
#define LOA_SERVICES_CONTENT_HISTORY_PAST_POST_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/post.pb.h"

// The SQL of posts that pages showed without Loa.
namespace loa::content {

// Where a past post comes from.
inline constexpr absl::string_view kImported = "IMPORTED";
inline constexpr absl::string_view kOutside = "OUTSIDE";

struct PastPostRow {
  std::string name;  // "pastPosts/x"
  std::string page;
  std::string unit;
  std::string platform_post_id;  // "": not known
  std::string permalink;         // "": not known
  std::string kind;              // name of a PastPost.Kind
  std::string title;
  std::vector<std::string> topics;
  bool shared = false;
  std::string attribution;
  std::vector<std::string> subject_bodies;
  std::string origin;  // kImported or kOutside
  absl::Time published_at;
  std::string importer;
  absl::Time imported_at;
};

// The kind that a post of its kind has; KIND_UNSPECIFIED for a video.
v1::Post::Kind PostKindOf(const PastPostRow& row);

// Is this the name of a past post?
bool IsPastPost(absl::string_view name);

// Does it say the same of the post, whoever told it when?
bool SaysTheSame(const PastPostRow& a, const PastPostRow& b);

// Those of the page with this id or permalink: two where they were told of
// apart.
absl::StatusOr<std::vector<PastPostRow>> FindPastPosts(
    sql::Tx& tx, absl::string_view page, absl::string_view platform_post_id,
    absl::string_view permalink);

// Did Loa itself publish it there?
absl::StatusOr<bool> IsPublication(sql::Tx& tx, absl::string_view page,
                                   absl::string_view platform_post_id,
                                   absl::string_view permalink);

// Writes a new one, or what it says over one of the same name.
absl::Status SavePastPost(sql::Tx& tx, const PastPostRow& row);

// Are there past posts that search does not know as they are now?
absl::StatusOr<bool> HasUnindexed(sql::Tx& tx);
// Up to `limit` that search does not know as they are now; it does from then
// on.
absl::StatusOr<std::vector<PastPostRow>> TakeUnindexed(sql::Tx& tx, int limit);

// `review` screened it. False when one did before, or there is no such row.
absl::StatusOr<bool> NoteScreened(sql::Tx& tx, absl::string_view name,
                                  absl::string_view review);

// By name, in order of name; names of other resources are passed over.
absl::StatusOr<std::vector<PastPostRow>> ReadPastPosts(
    sql::Tx& tx, const std::vector<std::string>& names);

// Of a page, the newest first, before (published_at, name).
absl::StatusOr<std::vector<PastPostRow>> ListPastPostsBefore(
    sql::Tx& tx, absl::string_view page, int64_t published_at,
    absl::string_view name, int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HISTORY_PAST_POST_ROWS_H_

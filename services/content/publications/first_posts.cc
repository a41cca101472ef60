#include "services/content/publications/first_posts.h"

#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kNote =
    "INSERT INTO first_post (page, publication, partition_number, recorded)"
    " VALUES ($1, $2, $3, 0) ON CONFLICT (page) DO NOTHING";

constexpr absl::string_view kUnrecorded =
    "SELECT f.page, p.platform_post_id, p.permalink,"
    " COALESCE(a.begun_at, p.published_at)"
    " FROM first_post f"
    " JOIN publication p ON p.publication = f.publication"
    " LEFT JOIN attempt a ON a.publication = p.publication"
    " AND a.number = p.attempt_count"
    " WHERE f.recorded = 0 AND f.partition_number IN @bigints($1)"
    " ORDER BY f.page LIMIT $2";

constexpr absl::string_view kRecorded =
    "UPDATE first_post SET recorded = 1 WHERE page = $1";

}  // namespace

absl::Status NoteFirstPost(sql::Tx& tx, const Publication& p) {
  return tx.Exec(kNote, p.page, p.name, p.partition).status();
}

absl::StatusOr<std::vector<FirstPost>> ListUnrecordedFirstPosts(
    sql::Tx& tx, const std::vector<int64_t>& partitions, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kUnrecorded, sql::JsonArray(partitions), limit));
  std::vector<FirstPost> posts;
  for (const sql::Row row : rows) {
    posts.push_back({row.Text(0), row.OptionalText(1).value_or(""), row.Text(2),
                     row.Time(3)});
  }
  return posts;
}

absl::Status NoteRecorded(sql::Tx& tx, absl::string_view page) {
  return tx.Exec(kRecorded, page).status();
}

}  // namespace loa::content

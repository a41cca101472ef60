#include "services/content/outside/outside_store.h"

#include "libs/status/status_macros.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

constexpr absl::string_view kInsert =
    "INSERT INTO outside_post (page, platform_post_id, unit, text, link,"
    " permalink, posted_at, adopted_at, sequence)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (page, platform_post_id) DO NOTHING";

constexpr absl::string_view kDrop =
    "DELETE FROM outside_post WHERE page = $1 AND platform_post_id = $2";

constexpr absl::string_view kDropPast =
    "DELETE FROM past_post WHERE page = $1 AND platform_post_id = $2"
    " AND origin = 'OUTSIDE'";

constexpr absl::string_view kCount =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM outside_post"
    " WHERE page = $1 AND posted_at >= $2 AND posted_at <= $3";

constexpr absl::string_view kRead =
    "SELECT page, platform_post_id, unit, text, link, permalink, posted_at,"
    " adopted_at, sequence FROM outside_post"
    " WHERE (CAST($1 AS TEXT) = '' OR page = $1) AND (sequence > $2 OR"
    " (sequence = $2 AND (page > $3 OR (page = $3 AND"
    " platform_post_id > $4))))"
    " ORDER BY sequence, page, platform_post_id LIMIT $5";

constexpr absl::string_view kByPage =
    "SELECT page, unit, CAST(COUNT(*) AS BIGINT) FROM outside_post"
    " GROUP BY page, unit ORDER BY page, unit";

// 2 SENDING, 4 UNKNOWN, 7 NEEDS_ATTENTION, 10 BY_HAND, 11 REPORTED.
constexpr absl::string_view kUndecided =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication WHERE page = $1 AND state IN (2, 4, 7, 10, 11)"
    " ORDER BY publication";

constexpr absl::string_view kNotDue =
    "SELECT page FROM page_sweep WHERE next_sweep_at > $1 ORDER BY page";

constexpr absl::string_view kSwept =
    "SELECT swept_until FROM page_sweep WHERE page = $1";

constexpr absl::string_view kNoteSwept =
    "INSERT INTO page_sweep (page, swept_until, next_sweep_at)"
    " VALUES ($1, $2, $3) ON CONFLICT (page) DO UPDATE"
    " SET swept_until = excluded.swept_until,"
    " next_sweep_at = excluded.next_sweep_at";

constexpr absl::string_view kPutOff =
    "INSERT INTO page_sweep (page, swept_until, next_sweep_at)"
    " VALUES ($1, 0, $2) ON CONFLICT (page) DO UPDATE"
    " SET next_sweep_at = excluded.next_sweep_at";

}  // namespace

absl::StatusOr<bool> InsertOutsidePost(sql::Tx& tx, const OutsidePost& p) {
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, p.page, p.platform_post_id, p.unit, p.text, p.link,
              p.permalink, p.posted_at, p.adopted_at, p.sequence));
  return inserted == 1;
}

absl::Status DropOutsidePost(sql::Tx& tx, absl::string_view page,
                             absl::string_view platform_post_id) {
  RETURN_IF_ERROR(tx.Exec(kDropPast, page, platform_post_id).status());
  return tx.Exec(kDrop, page, platform_post_id).status();
}

absl::StatusOr<int64_t> CountOutsidePosts(sql::Tx& tx, absl::string_view page,
                                          absl::Time from, absl::Time to) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCount, page, from, to));
  return rows[0].Int(0);
}

absl::StatusOr<std::vector<OutsidePost>> ReadOutsidePosts(
    sql::Tx& tx, absl::string_view page, const OutsidePost& after, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kRead, page, after.sequence, after.page,
                          after.platform_post_id, limit));
  std::vector<OutsidePost> posts;
  for (const sql::Row row : rows) {
    posts.push_back({.page = row.Text(0),
                     .platform_post_id = row.Text(1),
                     .unit = row.Text(2),
                     .text = row.Text(3),
                     .link = row.Text(4),
                     .permalink = row.Text(5),
                     .posted_at = row.Time(6),
                     .adopted_at = row.Time(7),
                     .sequence = row.Int(8)});
  }
  return posts;
}

absl::StatusOr<std::vector<OutsideCount>> CountOutsidePostsByPage(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kByPage));
  std::vector<OutsideCount> counts;
  for (const sql::Row row : rows) {
    counts.push_back({row.Text(0), row.Text(1), row.Int(2)});
  }
  return counts;
}

absl::StatusOr<std::vector<Publication>> ListUndecided(sql::Tx& tx,
                                                       absl::string_view page) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUndecided, page));
  return ReadPublications(rows);
}

absl::StatusOr<std::vector<std::string>> ListNotDue(sql::Tx& tx,
                                                    absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kNotDue, now));
  std::vector<std::string> pages;
  for (const sql::Row row : rows) pages.push_back(row.Text(0));
  return pages;
}

absl::StatusOr<std::optional<absl::Time>> SweptUntil(sql::Tx& tx,
                                                     absl::string_view page) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kSwept, page));
  // 0: it was put off before it was ever read.
  if (rows.empty() || rows[0].Int(0) == 0) return std::optional<absl::Time>();
  return std::optional<absl::Time>(rows[0].Time(0));
}

absl::Status NoteSwept(sql::Tx& tx, absl::string_view page, absl::Time until,
                       absl::Time next) {
  return tx.Exec(kNoteSwept, page, until, next).status();
}

absl::Status PutOffSweep(sql::Tx& tx, absl::string_view page, absl::Time next) {
  return tx.Exec(kPutOff, page, next).status();
}

}  // namespace loa::content

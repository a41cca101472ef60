#include "services/content/history/past_post_rows.h"

#include <optional>
#include <tuple>

#include "absl/strings/match.h"
#include "libs/sql/json_texts.h"
#include "libs/sql/null_if_empty.h"
#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

#define LOA_PAST_POST_COLUMNS                                           \
  "past_post, page, unit, platform_post_id, permalink, kind, title, "   \
  "topics, shared, attribution, subject_bodies, origin, published_at, " \
  "importer, imported_at"

constexpr absl::string_view kFind =
    "SELECT " LOA_PAST_POST_COLUMNS
    " FROM past_post WHERE page = $1"
    " AND (platform_post_id = $2 OR permalink = $3) ORDER BY past_post";

constexpr absl::string_view kIsPublication =
    "SELECT 1 FROM publication WHERE page = $1 AND (platform_post_id = $2"
    " OR (permalink <> '' AND permalink = $3)) LIMIT 1";

constexpr absl::string_view kSave =
    "INSERT INTO past_post (" LOA_PAST_POST_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $15) ON CONFLICT (past_post) DO UPDATE SET"
    " platform_post_id = excluded.platform_post_id,"
    " permalink = excluded.permalink, kind = excluded.kind,"
    " title = excluded.title, topics = excluded.topics,"
    " shared = excluded.shared, attribution = excluded.attribution,"
    " subject_bodies = excluded.subject_bodies,"
    " published_at = excluded.published_at, importer = excluded.importer,"
    " imported_at = excluded.imported_at, indexed = 0";

constexpr absl::string_view kUnindexed =
    "SELECT past_post FROM past_post WHERE indexed = 0 LIMIT 1";

constexpr absl::string_view kTakeUnindexed =
    "UPDATE past_post SET indexed = 1 WHERE indexed = 0 AND past_post IN"
    " (SELECT past_post FROM past_post WHERE indexed = 0"
    " ORDER BY past_post LIMIT $1) RETURNING " LOA_PAST_POST_COLUMNS;

constexpr absl::string_view kScreened =
    "UPDATE past_post SET review = $2 WHERE past_post = $1 AND review = ''";

constexpr absl::string_view kRead =
    "SELECT " LOA_PAST_POST_COLUMNS
    " FROM past_post WHERE past_post IN (@texts($1)) ORDER BY past_post";

constexpr absl::string_view kList =
    "SELECT " LOA_PAST_POST_COLUMNS
    " FROM past_post WHERE page = $1"
    " AND (published_at < $2 OR (published_at = $2 AND past_post > $3))"
    " ORDER BY published_at DESC, past_post LIMIT $4";

std::vector<PastPostRow> RowsOf(const sql::Rows& rows) {
  std::vector<PastPostRow> all;
  for (const sql::Row row : rows) {
    all.push_back({.name = row.Text(0),
                   .page = row.Text(1),
                   .unit = row.Text(2),
                   .platform_post_id = row.OptionalText(3).value_or(""),
                   .permalink = row.OptionalText(4).value_or(""),
                   .kind = row.Text(5),
                   .title = row.Text(6),
                   .topics = sql::TextsOfJson(row.Text(7)),
                   .shared = row.Bool(8),
                   .attribution = row.Text(9),
                   .subject_bodies = sql::TextsOfJson(row.Text(10)),
                   .origin = row.Text(11),
                   .published_at = row.Time(12),
                   .importer = row.Text(13),
                   .imported_at = row.Time(14)});
  }
  return all;
}

}  // namespace

v1::Post::Kind PostKindOf(const PastPostRow& row) {
  v1::Post::Kind kind = v1::Post::KIND_UNSPECIFIED;
  v1::Post::Kind_Parse(row.kind, &kind);
  return kind;
}

bool IsPastPost(absl::string_view name) {
  return absl::StartsWith(name, "pastPosts/");
}

bool SaysTheSame(const PastPostRow& a, const PastPostRow& b) {
  return std::tie(a.platform_post_id, a.permalink, a.kind, a.title, a.topics,
                  a.shared, a.attribution, a.subject_bodies, a.published_at) ==
         std::tie(b.platform_post_id, b.permalink, b.kind, b.title, b.topics,
                  b.shared, b.attribution, b.subject_bodies, b.published_at);
}

absl::StatusOr<std::vector<PastPostRow>> FindPastPosts(
    sql::Tx& tx, absl::string_view page, absl::string_view platform_post_id,
    absl::string_view permalink) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFind, page, platform_post_id, permalink));
  return RowsOf(rows);
}

absl::StatusOr<bool> IsPublication(sql::Tx& tx, absl::string_view page,
                                   absl::string_view platform_post_id,
                                   absl::string_view permalink) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kIsPublication, page, platform_post_id, permalink));
  return !rows.empty();
}

absl::Status SavePastPost(sql::Tx& tx, const PastPostRow& row) {
  return tx
      .Exec(kSave, row.name, row.page, row.unit,
            sql::NullIfEmpty(row.platform_post_id),
            sql::NullIfEmpty(row.permalink), row.kind, row.title,
            sql::JsonArray(row.topics), row.shared, row.attribution,
            sql::JsonArray(row.subject_bodies), row.origin, row.published_at,
            row.importer, row.imported_at)
      .status();
}

absl::StatusOr<bool> HasUnindexed(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnindexed));
  return !rows.empty();
}

absl::StatusOr<std::vector<PastPostRow>> TakeUnindexed(sql::Tx& tx, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kTakeUnindexed, limit));
  return RowsOf(rows);
}

absl::StatusOr<bool> NoteScreened(sql::Tx& tx, absl::string_view name,
                                  absl::string_view review) {
  ASSIGN_OR_RETURN(const int64_t changed, tx.Exec(kScreened, name, review));
  return changed > 0;
}

absl::StatusOr<std::vector<PastPostRow>> ReadPastPosts(
    sql::Tx& tx, const std::vector<std::string>& names) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kRead, sql::JsonArray(names)));
  return RowsOf(rows);
}

absl::StatusOr<std::vector<PastPostRow>> ListPastPostsBefore(
    sql::Tx& tx, absl::string_view page, int64_t published_at,
    absl::string_view name, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, page, published_at, name, limit));
  return RowsOf(rows);
}

}  // namespace loa::content

#include "services/content/audience/expansion_store.h"

#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kInsert =
    "INSERT INTO expansion_page (post, position, page, unit, due_at, adopted)"
    " VALUES ($1, $2, $3, $4, $5, $6)";

constexpr absl::string_view kRead =
    "SELECT position, page, unit, due_at, adopted FROM expansion_page"
    " WHERE post = $1 ORDER BY position LIMIT $2";

constexpr absl::string_view kDrop =
    "DELETE FROM expansion_page WHERE post = $1 AND position <= $2";

constexpr absl::string_view kDropAll =
    "DELETE FROM expansion_page WHERE post = $1";

constexpr absl::string_view kCount =
    "SELECT COUNT(*) FROM expansion_page WHERE post = $1";

constexpr absl::string_view kOccurrence =
    "SELECT CAST(COALESCE(MAX(occurrence), 0) + 1 AS BIGINT) FROM publication"
    " WHERE post = $1 AND page = $2";

}  // namespace

absl::Status InsertExpansionPage(sql::Tx& tx, absl::string_view post,
                                 const ExpansionPage& page) {
  return tx
      .Exec(kInsert, post, page.position, page.page, page.unit, page.due_at,
            page.adopted)
      .status();
}

absl::StatusOr<std::vector<ExpansionPage>> ReadExpansionPages(
    sql::Tx& tx, absl::string_view post, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kRead, post, limit));
  std::vector<ExpansionPage> pages;
  for (const sql::Row row : rows) {
    pages.push_back(
        {row.Int(0), row.Text(1), row.Text(2), row.Time(3), row.Bool(4)});
  }
  return pages;
}

absl::StatusOr<int64_t> DropExpansionPages(sql::Tx& tx, absl::string_view post,
                                           int64_t position) {
  RETURN_IF_ERROR(tx.Exec(kDrop, post, position).status());
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCount, post));
  return rows[0].Int(0);
}

absl::Status DropExpansion(sql::Tx& tx, absl::string_view post) {
  return tx.Exec(kDropAll, post).status();
}

absl::StatusOr<int64_t> NextOccurrence(sql::Tx& tx, absl::string_view post,
                                       absl::string_view page) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOccurrence, post, page));
  return rows[0].Int(0);
}

}  // namespace loa::content

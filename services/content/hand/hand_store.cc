#include "services/content/hand/hand_store.h"

#include "libs/status/status_macros.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

// 1 SCHEDULED.
constexpr absl::string_view kDue =
    "SELECT publication FROM publication WHERE page = $1 AND state = 1"
    " AND due_at <= $2 ORDER BY due_at, sequence, publication LIMIT $3";

// 10 BY_HAND, 11 REPORTED, 12 PROVEN; amendments: 1 WAITING.
constexpr absl::string_view kTasks =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication p WHERE by_hand = 1"
    " AND (sequence > $1 OR (sequence = $1 AND publication > $2))"
    " AND (state = 10 OR (state IN (11, 12) AND EXISTS"
    " (SELECT 1 FROM amendment a WHERE a.publication = p.publication"
    " AND a.state = 1)))"
    " ORDER BY sequence, publication LIMIT $3";

constexpr absl::string_view kReported =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication WHERE page = $1 AND state IN (11, 12)"
    " ORDER BY publication";

std::vector<std::string> Texts(const sql::Rows& rows) {
  std::vector<std::string> texts;
  for (const sql::Row row : rows) texts.push_back(row.Text(0));
  return texts;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ListPagesWithDue(
    sql::Tx& tx, const std::vector<std::string>& pages, absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kPagesWithDueSql, sql::JsonArray(pages), now));
  return Texts(rows);
}

absl::StatusOr<std::vector<std::string>> ListScheduledDue(
    sql::Tx& tx, absl::string_view page, absl::Time now, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kDue, page, now, limit));
  return Texts(rows);
}

absl::StatusOr<std::vector<Publication>> ListWithHandTasks(
    sql::Tx& tx, int64_t sequence, absl::string_view name, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kTasks, sequence, name, limit));
  return ReadPublications(rows);
}

absl::StatusOr<std::vector<Publication>> ListReported(sql::Tx& tx,
                                                      absl::string_view page) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReported, page));
  return ReadPublications(rows);
}

}  // namespace loa::content

#include "services/content/hand/hand_store.h"

#include "libs/status/status_macros.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

// 1 SCHEDULED.
constexpr absl::string_view kDue =
    "SELECT publication, page, due_at FROM publication"
    " WHERE state = 1 AND due_at <= $1"
    " AND (due_at > $2 OR (due_at = $2 AND publication > $3))"
    " ORDER BY due_at, publication LIMIT $4";

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

}  // namespace

absl::StatusOr<std::vector<DuePublication>> ListScheduledDue(
    sql::Tx& tx, absl::Time now, absl::Time due_at, absl::string_view name,
    int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kDue, now, due_at, name, limit));
  std::vector<DuePublication> due;
  for (const sql::Row row : rows) {
    due.push_back({row.Text(0), row.Text(1), row.Time(2)});
  }
  return due;
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

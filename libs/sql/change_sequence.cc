#include "libs/sql/change_sequence.h"

#include "libs/sql/errors.h"
#include "libs/status/status_macros.h"

namespace loa::sql {
namespace {

constexpr absl::string_view kNext =
    "UPDATE loa_change_counter SET last = last + 1 WHERE id = 1 "
    "RETURNING last";
constexpr absl::string_view kCurrent =
    "SELECT last, history_id FROM loa_change_counter WHERE id = 1";
constexpr absl::string_view kRename =
    "UPDATE loa_change_counter SET history_id = $1 WHERE id = 1";

// The counter's one row is made when the database is opened.
absl::StatusOr<Rows> CounterRow(Tx& tx, absl::string_view sql) {
  ASSIGN_OR_RETURN(Rows rows, tx.Run(sql));
  if (rows.empty()) return DatabaseCorrupt();
  return rows;
}

}  // namespace

absl::StatusOr<int64_t> NextSequence(Tx& tx) {
  ASSIGN_OR_RETURN(const Rows rows, CounterRow(tx, kNext));
  return rows[0].Int(0);
}

absl::StatusOr<int64_t> CurrentSequence(Tx& tx) {
  ASSIGN_OR_RETURN(const Rows rows, CounterRow(tx, kCurrent));
  return rows[0].Int(0);
}

absl::StatusOr<std::string> HistoryId(Tx& tx) {
  ASSIGN_OR_RETURN(const Rows rows, CounterRow(tx, kCurrent));
  return rows[0].Text(1);
}

absl::Status StartNewHistory(Tx& tx, absl::string_view history_id) {
  ASSIGN_OR_RETURN(const int64_t renamed, tx.Exec(kRename, history_id));
  return renamed == 1 ? absl::OkStatus() : DatabaseCorrupt();
}

}  // namespace loa::sql

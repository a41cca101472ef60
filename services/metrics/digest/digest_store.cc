#include "services/metrics/digest/digest_store.h"

#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

constexpr absl::string_view kDay = "SELECT day FROM digest_day WHERE day = $1";

constexpr absl::string_view kMarkDay =
    "INSERT INTO digest_day (day, done_at) VALUES ($1, $2)"
    " ON CONFLICT (day) DO NOTHING";

constexpr absl::string_view kUnits =
    "SELECT unit FROM digest_sent WHERE day = $1 ORDER BY unit";

constexpr absl::string_view kMarkUnit =
    "INSERT INTO digest_sent (day, unit, sent_at) VALUES ($1, $2, $3)"
    " ON CONFLICT (day, unit) DO NOTHING";

}  // namespace

absl::StatusOr<bool> DayIsDone(sql::Tx& tx, base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kDay, day));
  return !rows.empty();
}

absl::Status MarkDayDone(sql::Tx& tx, base::Days day, absl::Time now) {
  return tx.Exec(kMarkDay, day, now).status();
}

absl::StatusOr<absl::flat_hash_set<std::string>> UnitsSent(sql::Tx& tx,
                                                           base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnits, day));
  absl::flat_hash_set<std::string> units;
  for (const sql::Row row : rows) units.insert(row.Text(0));
  return units;
}

absl::Status MarkSent(sql::Tx& tx, base::Days day, absl::string_view unit,
                      absl::Time now) {
  return tx.Exec(kMarkUnit, day, unit, now).status();
}

}  // namespace loa::metrics

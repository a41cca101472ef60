#include "services/units/registry/new_day.h"

#include "libs/base/civil_date.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/organization/organization_store.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

constexpr char kTurnedDay[] =
    "SELECT turned_day FROM organization WHERE organization_id = 1";

constexpr char kSetTurnedDay[] =
    "UPDATE organization SET turned_day = $1 WHERE organization_id = 1";

// What turned after day $1 and up to day $2.
constexpr char kUnitsThatTurned[] =
    "SELECT DISTINCT unit_id FROM unit_version "
    "WHERE superseded_sequence = 9223372036854775807 AND "
    "((valid_from > $1 AND valid_from <= $2) OR "
    "(valid_until > $1 AND valid_until <= $2)) ORDER BY unit_id";

constexpr char kPagesThatTurned[] =
    "SELECT page_id FROM page WHERE retired_on > $1 AND retired_on <= $2 "
    "ORDER BY page_id";

absl::StatusOr<base::Days> ReadTurnedDay(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kTurnedDay));
  return rows[0].Int(0);
}

absl::Status RecordTurns(sql::Tx& tx, base::Days turned, base::Days today) {
  ASSIGN_OR_RETURN(const sql::Rows units,
                   tx.Run(kUnitsThatTurned, turned, today));
  ASSIGN_OR_RETURN(const sql::Rows pages,
                   tx.Run(kPagesThatTurned, turned, today));
  if (units.empty() && pages.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  for (const sql::Row row : units) {
    RETURN_IF_ERROR(RecordChange(tx, sequence, kUnitChange, row.Text(0)));
  }
  for (const sql::Row row : pages) {
    RETURN_IF_ERROR(RecordChange(tx, sequence, kPageChange, row.Text(0)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status TurnDay(sql::Database& database, absl::Time now) {
  base::Days today = 0;
  base::Days turned = 0;
  RETURN_IF_ERROR(database.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(today, ReadToday(tx, now));
    ASSIGN_OR_RETURN(turned, ReadTurnedDay(tx));
    return absl::OkStatus();
  }));
  if (turned >= today) return absl::OkStatus();
  return database.Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(LockRegister(tx));
    ASSIGN_OR_RETURN(const base::Days last, ReadTurnedDay(tx));
    if (last >= today) return absl::OkStatus();
    RETURN_IF_ERROR(RecordTurns(tx, last, today));
    return tx.Exec(kSetTurnedDay, today).status();
  });
}

}  // namespace loa::units

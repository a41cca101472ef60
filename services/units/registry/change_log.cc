#include "services/units/registry/change_log.h"

#include <limits>

#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

constexpr absl::string_view kLockRegister =
    "UPDATE organization SET organization_id = organization_id";

constexpr absl::string_view kInsertChange =
    "INSERT INTO registry_change (sequence, kind, id) VALUES ($1, $2, $3) "
    "ON CONFLICT (sequence, kind, id) DO NOTHING";

// The sequence of the limit-th change bounds the batch, so that a sequence is
// never cut in two.
constexpr absl::string_view kChangesAfter =
    "SELECT sequence, kind, id FROM registry_change "
    "WHERE sequence > $1 AND sequence <= COALESCE("
    "(SELECT sequence FROM registry_change WHERE sequence > $1 "
    "ORDER BY sequence, kind, id LIMIT 1 OFFSET $2), $3) "
    "ORDER BY sequence, kind, id";

}  // namespace

absl::Status LockRegister(sql::Tx& tx) {
  return tx.Exec(kLockRegister).status();
}

absl::Status RecordChange(sql::Tx& tx, int64_t sequence, absl::string_view kind,
                          absl::string_view id) {
  return tx.Exec(kInsertChange, sequence, kind, id).status();
}

absl::StatusOr<std::vector<RegistryChange>> ChangesAfter(sql::Tx& tx,
                                                         int64_t sequence,
                                                         int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kChangesAfter, sequence, limit - 1,
                          std::numeric_limits<int64_t>::max()));
  std::vector<RegistryChange> changes;
  for (const sql::Row row : rows) {
    changes.push_back({row.Int(0), row.Text(1), row.Text(2)});
  }
  return changes;
}

}  // namespace loa::units

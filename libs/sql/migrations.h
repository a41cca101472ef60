#ifndef LOA_LIBS_SQL_MIGRATIONS_H_
#define LOA_LIBS_SQL_MIGRATIONS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace loa::sql {

// One numbered, immutable step of a schema, the same text for both engines.
// Applied in order, each in its own transaction, under a lock, its SHA-256
// recorded in loa_migrations; a recorded checksum that differs from the
// binary's refuses to start (MIGRATION_EDITED).  Forward only: expand first,
// contract a release later, so that N-1 binaries run on schema N.
struct Migration {
  int number;        // 1, 2, 3, ... without gaps
  std::string name;  // "units" of 0001_units.sql
  std::string sql;   // statements separated by ";"
};

// What every Loa database has: change counter, history id, audit log and
// remembered requests.  Database::Open() applies it before a service's own.
const std::vector<Migration>& CommonMigrations();

class Database;

// Brings `database` to the end of `migrations`, a series of its own name
// ("common", "service").  Two processes may do so at once.  Errors:
// MIGRATION_EDITED, MIGRATION_GAP, or what a statement said.
absl::Status ApplyMigrations(Database& database, absl::string_view series,
                             const std::vector<Migration>& migrations);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_MIGRATIONS_H_

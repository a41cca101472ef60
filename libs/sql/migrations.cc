#include "libs/sql/migrations.h"

#include <map>

#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/log.h"
#include "libs/base/sha256.h"
#include "libs/sql/database.h"
#include "libs/sql/errors.h"
#include "libs/sql/placeholders.h"
#include "libs/status/status_macros.h"

namespace loa::sql::common {
const std::vector<Migration>& Migrations();  // migrations/*.sql, embedded
}  // namespace loa::sql::common

namespace loa::sql {
namespace {

// "loa migr": one lock a database.  SQLite's BEGIN IMMEDIATE is the lock.
constexpr absl::string_view kLock =
    "SELECT 1 FROM (SELECT pg_advisory_xact_lock(7809639154836760434)) AS l";
constexpr absl::string_view kCreateTable =
    "CREATE TABLE IF NOT EXISTS loa_migrations ("
    "  series TEXT NOT NULL,"
    "  number BIGINT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  checksum TEXT NOT NULL,"
    "  applied_at BIGINT NOT NULL,"
    "  PRIMARY KEY (series, number))";
constexpr absl::string_view kRecorded =
    "SELECT number, checksum FROM loa_migrations WHERE series = $1 "
    "ORDER BY number";
constexpr absl::string_view kRecord =
    "INSERT INTO loa_migrations (series, number, name, checksum, applied_at) "
    "VALUES ($1, $2, $3, $4, $5)";

// number -> checksum
using Recorded = std::map<int64_t, std::string>;

absl::Status Lock(Tx& tx) {
  if (tx.engine() == Engine::kPostgres) RETURN_IF_ERROR(tx.Run(kLock).status());
  return tx.Exec(kCreateTable).status();
}

absl::StatusOr<Recorded> ReadRecorded(Tx& tx, absl::string_view series) {
  ASSIGN_OR_RETURN(const Rows rows, tx.Run(kRecorded, series));
  Recorded recorded;
  for (const Row row : rows) recorded[row.Int(0)] = row.Text(1);
  return recorded;
}

// 1, 2, 3, ... in the binary and on record, and the same where both know it.
absl::Status Check(absl::string_view series,
                   const std::vector<Migration>& migrations,
                   const Recorded& recorded) {
  int64_t expected = 1;
  for (const auto& [number, checksum] : recorded) {
    if (number != expected) return MigrationGap(series, expected);
    ++expected;
  }
  for (size_t i = 0; i < migrations.size(); ++i) {
    const Migration& migration = migrations[i];
    if (migration.number != static_cast<int>(i) + 1) {
      return MigrationGap(series, static_cast<int>(i) + 1);
    }
    const auto found = recorded.find(migration.number);
    if (found != recorded.end() &&
        found->second != base::Sha256Hex(migration.sql)) {
      return MigrationEdited(series, migration.number, migration.name);
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(Tx& tx, absl::string_view series,
                   const Migration& migration) {
  for (const std::string& statement : SplitStatements(migration.sql)) {
    RETURN_IF_ERROR(tx.Exec(statement).status());
  }
  return tx
      .Exec(kRecord, series, migration.number, migration.name,
            base::Sha256Hex(migration.sql), base::SystemClock().Now())
      .status();
}

}  // namespace

const std::vector<Migration>& CommonMigrations() {
  return common::Migrations();
}

absl::Status ApplyMigrations(Database& database, absl::string_view series,
                             const std::vector<Migration>& migrations) {
  Recorded recorded;
  RETURN_IF_ERROR(database.Write([&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(Lock(tx));
    ASSIGN_OR_RETURN(recorded, ReadRecorded(tx, series));
    return Check(series, migrations, recorded);
  }));
  for (const Migration& migration : migrations) {
    if (recorded.count(migration.number) > 0) continue;
    RETURN_IF_ERROR(database.Write([&](Tx& tx) -> absl::Status {
      // Another process may have come first since.
      RETURN_IF_ERROR(Lock(tx));
      ASSIGN_OR_RETURN(const Recorded now, ReadRecorded(tx, series));
      RETURN_IF_ERROR(Check(series, migrations, now));
      if (now.count(migration.number) > 0) return absl::OkStatus();
      return Apply(tx, series, migration);
    }));
    base::Log(base::Severity::kInfo, "applied a migration",
              {{"series", series},
               {"number", migration.number},
               {"name", migration.name}});
  }
  return absl::OkStatus();
}

}  // namespace loa::sql

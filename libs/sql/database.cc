#include "libs/sql/database.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/sql/errors.h"
#include "libs/sql/postgres_database.h"
#include "libs/sql/sqlite_database.h"
#include "libs/status/status_macros.h"

namespace loa::sql {
namespace {

constexpr absl::string_view kStartHistory =
    "INSERT INTO loa_change_counter (id, last, history_id) VALUES (1, 0, $1) "
    "ON CONFLICT DO NOTHING";

absl::StatusOr<std::unique_ptr<Database>> OpenEngine(const Options& options) {
  absl::string_view url = options.url;
  if (absl::ConsumePrefix(&url, "sqlite:")) {
    if (url.empty()) return DatabaseUrlInvalid("names no file");
    if (absl::StrContains(url, ":memory:")) {
      return DatabaseUrlInvalid(
          "is a database in memory, which is not durable");
    }
    return SqliteDatabase::Open(std::string(url), options);
  }
  if (absl::StartsWith(url, "postgresql://") ||
      absl::StartsWith(url, "postgres://") || absl::StrContains(url, "=")) {
    return PostgresDatabase::Open(options);
  }
  return DatabaseUrlInvalid("has no known scheme");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    const Options& options, const std::vector<Migration>& migrations) {
  ASSIGN_OR_RETURN(std::unique_ptr<Database> database, OpenEngine(options));
  RETURN_IF_ERROR(ApplyMigrations(*database, "common", CommonMigrations()));
  base::RandomIds ids(base::SystemClock());
  const std::string history_id = ids.NewId();
  RETURN_IF_ERROR(database->Write(
      [&](Tx& tx) { return tx.Exec(kStartHistory, history_id).status(); }));
  RETURN_IF_ERROR(ApplyMigrations(*database, "service", migrations));
  return database;
}

}  // namespace loa::sql

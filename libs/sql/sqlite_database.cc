#include "libs/sql/sqlite_database.h"

#include <utility>

#include "libs/sql/errors.h"
#include "libs/status/status_macros.h"

namespace loa::sql {

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(
    const std::string& path, const Options& options) {
  ASSIGN_OR_RETURN(
      std::unique_ptr<SqliteConnection> writer,
      SqliteConnection::Open(path, SqliteConnection::Mode::kWriter));
  return std::unique_ptr<SqliteDatabase>(
      new SqliteDatabase(path, options, std::move(writer)));
}

SqliteDatabase::SqliteDatabase(const std::string& path, const Options& options,
                               std::unique_ptr<SqliteConnection> writer)
    : writer_(std::move(writer), options.coalesce, options.acquire_timeout,
              [this] { listeners_.Notify(); }),
      readers_(options.readers, options.acquire_timeout, [path] {
        return SqliteConnection::Open(path, SqliteConnection::Mode::kReader);
      }) {}

absl::Status SqliteDatabase::Read(absl::FunctionRef<absl::Status(Tx&)> body) {
  ASSIGN_OR_RETURN(auto connection, readers_.Borrow());
  if (const int code = connection->Command("BEGIN"); code != SQLITE_OK) {
    return FromSqlite(code);
  }
  SqliteTx tx(*connection);
  const absl::Status answer = body(tx);
  connection->Command("ROLLBACK");
  return answer.ok() ? tx.failure() : answer;
}

}  // namespace loa::sql

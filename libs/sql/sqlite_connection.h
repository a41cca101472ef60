#ifndef LOA_LIBS_SQL_SQLITE_CONNECTION_H_
#define LOA_LIBS_SQL_SQLITE_CONNECTION_H_

#include <sqlite3.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/sql/database.h"

namespace loa::sql {

// One SQLite connection with its prepared statements.  Used by one thread at
// a time.
class SqliteConnection {
 public:
  enum class Mode { kWriter, kReader };

  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(
      const std::string& path, Mode mode);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  // BEGIN, COMMIT, SAVEPOINT: no parameters, no result.  The extended result
  // code.
  int Command(const char* sql);

  // Runs one statement to its end.  `changed` (optional) gets the number of
  // rows that it changed.
  absl::StatusOr<Rows> Run(absl::string_view sql,
                           absl::Span<const Value> parameters,
                           int64_t* changed);

  // False once SQLite itself rolled the open transaction back, as it does
  // when the disk is full.
  bool InTransaction() const { return sqlite3_get_autocommit(db_) == 0; }
  // Grows with every row changed, rolled back ones included.
  int64_t TotalChanges() const { return sqlite3_total_changes64(db_); }
  // Statements prepared so far: what the cache's test looks at.
  int64_t prepared() const { return prepared_; }
  // The result code of the last statement that failed.
  int last_error() const { return last_error_; }

 private:
  explicit SqliteConnection(sqlite3* db) : db_(db) {}
  absl::Status Configure(Mode mode);
  absl::StatusOr<sqlite3_stmt*> Prepare(absl::string_view sql);
  absl::Status Failed(int code);

  sqlite3* const db_;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
  int64_t prepared_ = 0;
  int last_error_ = SQLITE_OK;
};

// The transaction that is open on a connection.  Its first failed statement
// fails all that follow and the transaction itself, as on PostgreSQL.
class SqliteTx : public Tx {
 public:
  explicit SqliteTx(SqliteConnection& connection) : connection_(connection) {}

  absl::StatusOr<Rows> Query(absl::string_view sql,
                             absl::Span<const Value> parameters) override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql,
                                  absl::Span<const Value> parameters) override;
  Engine engine() const override { return Engine::kSqlite; }

  // OK, or what the first failed statement said.
  const absl::Status& failure() const { return failure_; }

 private:
  SqliteConnection& connection_;
  absl::Status failure_;
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_SQLITE_CONNECTION_H_

#ifndef LOA_LIBS_SQL_DATABASE_H_
#define LOA_LIBS_SQL_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "libs/sql/migrations.h"
#include "libs/sql/rows.h"

namespace loa::sql {

enum class Engine { kSqlite, kPostgres };

// A transaction that is open now.  Belongs to the closure it is given to and
// must not outlive it.  Not thread-safe.
//
// Statements are written once for both engines, with $1, $2, ... parameters,
// BIGINT microseconds for instants and a total ORDER BY.  Two macros hide what
// the engines spell differently:
//   @texts($1)   the strings of a JSON array, as a table to use in IN (...)
//   @bigints($1) the same for integers
//   @bytes       the type of a bytes column in a migration
// LIKE knows case on both; name its ESCAPE character, the defaults differ.
// A result column is BIGINT, TEXT or bytes: CAST(SUM(x) AS BIGINT).
// A text is prepared once a connection: pass constants, never built strings.
class Tx {
 public:
  virtual ~Tx() = default;

  virtual absl::StatusOr<Rows> Query(absl::string_view sql,
                                     absl::Span<const Value> parameters) = 0;
  // The number of rows changed.
  virtual absl::StatusOr<int64_t> Execute(
      absl::string_view sql, absl::Span<const Value> parameters) = 0;
  virtual Engine engine() const = 0;

  // Tx::Run(kGetUnit, unit_id, as_of): parameters as they are.
  template <typename... Args>
  absl::StatusOr<Rows> Run(absl::string_view sql, const Args&... args) {
    const Value values[sizeof...(args) + 1] = {Value(args)..., Value()};
    return Query(sql, absl::MakeConstSpan(values, sizeof...(args)));
  }
  template <typename... Args>
  absl::StatusOr<int64_t> Exec(absl::string_view sql, const Args&... args) {
    const Value values[sizeof...(args) + 1] = {Value(args)..., Value()};
    return Execute(sql, absl::MakeConstSpan(values, sizeof...(args)));
  }
};

struct Options {
  // "sqlite:/data/units.db", "sqlite::memory:" is refused (it is not durable);
  // "postgresql://user@host:port/db" or a libpq keyword string.
  std::string url;
  // PostgreSQL: the schema that the service owns; created when missing.
  std::string schema;
  int readers = 4;      // SQLite: pooled read connections
  int connections = 8;  // PostgreSQL: pool size
  // SQLite: how many waiting writers share one durable commit.  1 turns
  // coalescing off (what `tools/bench rpc` compares with).
  int coalesce = 256;
  // How long a caller waits for a connection, or as a writer of SQLite in the
  // queue, before RESOURCE_EXHAUSTED (OVERLOADED).
  absl::Duration acquire_timeout = absl::Seconds(5);
};

// What a database did since it was opened.  `writes` counts closures, `commits`
// durable commits: their ratio is what coalescing saves.
struct Stats {
  int64_t writes = 0;
  int64_t commits = 0;
  int64_t waiting = 0;  // writers in SQLite's queue now
};

// A service's database.  Thread-safe.
class Database {
 public:
  // Opens, checks the engine's settings (PostgreSQL must have C collation and
  // UTF8) and applies `migrations`.  Errors (errors.h): DATABASE_URL_INVALID,
  // DEPENDENCY_UNAVAILABLE, DATABASE_SETTINGS_WRONG, MIGRATION_EDITED (a
  // checksum differs), MIGRATION_GAP.  A schema newer than `migrations` is
  // fine: an N-1 binary runs on schema N.
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const Options& options, const std::vector<Migration>& migrations);
  virtual ~Database() = default;

  // Runs `body` in a read-write transaction and returns once it is durable.
  // `body` may run more than once (serialization failures, a rolled back
  // batch): it must only write through `tx` and assign to captured variables.
  // An error from `body` rolls its own work back and is returned as it is.  So
  // does a statement that failed, even when `body` goes on and answers OK.
  // A Write() inside `body` is refused: NESTED_TRANSACTION.
  //
  // SQLite: waiting callers share one BEGIN IMMEDIATE ... COMMIT
  // (synchronous=FULL), each in a savepoint; every answer, errors included,
  // waits for that commit; a lone caller commits inline.  PostgreSQL: one
  // connection and one READ COMMITTED transaction a call, run again on 40001,
  // 40P01, a lock timeout or a connection that broke before COMMIT; ABORTED
  // (TRANSACTION_CONFLICT) when it stays so, UNAVAILABLE (COMMIT_UNKNOWN) when
  // the connection breaks inside COMMIT.
  virtual absl::Status Write(absl::FunctionRef<absl::Status(Tx&)> body) = 0;

  // Runs `body` on a snapshot that does not change meanwhile.  Writes fail.
  virtual absl::Status Read(absl::FunctionRef<absl::Status(Tx&)> body) = 0;

  virtual Engine engine() const = 0;
  virtual Stats stats() const = 0;

  // Calls `listener` (cheap, non-blocking, any thread) after each commit of
  // this process that wrote: how watch streams wake up.  Returns a token for
  // RemoveListener, after which `listener` is not called again.
  virtual int AddCommitListener(std::function<void()> listener) = 0;
  virtual void RemoveCommitListener(int token) = 0;
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_DATABASE_H_

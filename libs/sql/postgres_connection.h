#ifndef LOA_LIBS_SQL_POSTGRES_CONNECTION_H_
#define LOA_LIBS_SQL_POSTGRES_CONNECTION_H_

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/sql/database.h"

namespace loa::sql {

// One session of a PostgreSQL server with its prepared statements.  Used by
// one thread at a time.
class PostgresConnection {
 public:
  // What one statement gave.  `sqlstate` is "" when the connection broke.
  struct Outcome {
    absl::Status status;
    std::string sqlstate;
    Rows rows;
    int64_t changed = 0;  // rows inserted, updated or deleted
    std::string command;  // "INSERT 0 1", "ROLLBACK"
  };

  // Connects and sets the session up; `schema` is a plain lower-case name.
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(
      const std::string& url, const std::string& schema);

  // BEGIN, COMMIT, SET: one text without parameters.
  Outcome Command(const std::string& sql);
  // Prepared on first use, once for each combination of parameter types.
  Outcome Run(absl::string_view sql, absl::Span<const Value> parameters);

  // False once the server or the network went away.
  bool healthy() const { return PQstatus(connection_.get()) == CONNECTION_OK; }
  // True once a prepared statement no longer fits the schema, because another
  // process migrated it: the session is of no further use.
  bool stale() const { return stale_; }
  int64_t prepared() const { return prepared_; }

 private:
  struct Closer {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };

  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}
  // The prepared statement's name, or the failure in `outcome`.
  std::string Prepare(absl::string_view sql, absl::Span<const Value> parameters,
                      Outcome& outcome);

  std::unique_ptr<PGconn, Closer> connection_;
  absl::flat_hash_map<std::string, std::string> statements_;
  int64_t prepared_ = 0;
  bool stale_ = false;
};

// The transaction that is open on a connection.
class PostgresTx : public Tx {
 public:
  explicit PostgresTx(PostgresConnection& connection)
      : connection_(connection) {}

  absl::StatusOr<Rows> Query(absl::string_view sql,
                             absl::Span<const Value> parameters) override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql,
                                  absl::Span<const Value> parameters) override;
  Engine engine() const override { return Engine::kPostgres; }

  // OK, or what the first failed statement said.
  const absl::Status& failure() const { return failure_; }
  // Whether the transaction may succeed when it is run again.
  bool retryable() const { return retryable_; }
  bool wrote() const { return wrote_; }

 private:
  absl::Status Run(absl::string_view sql, absl::Span<const Value> parameters,
                   PostgresConnection::Outcome& outcome);

  PostgresConnection& connection_;
  absl::Status failure_;
  bool retryable_ = false;
  bool wrote_ = false;
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_POSTGRES_CONNECTION_H_

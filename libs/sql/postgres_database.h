#ifndef LOA_LIBS_SQL_POSTGRES_DATABASE_H_
#define LOA_LIBS_SQL_POSTGRES_DATABASE_H_

#include <atomic>
#include <functional>
#include <memory>

#include "libs/sql/commit_listeners.h"
#include "libs/sql/connection_pool.h"
#include "libs/sql/database.h"
#include "libs/sql/postgres_connection.h"

namespace loa::sql {

// A schema of a PostgreSQL database: a bounded pool, one transaction a call.
// A transaction that lost against another one (40001, 40P01, lock timeout) or
// whose connection broke before COMMIT runs again; a connection that breaks
// inside COMMIT is COMMIT_UNKNOWN.
class PostgresDatabase : public Database {
 public:
  // Connects, checks encoding and collation, creates the schema when it is
  // missing; no migrations yet.
  static absl::StatusOr<std::unique_ptr<PostgresDatabase>> Open(
      const Options& options);

  absl::Status Write(absl::FunctionRef<absl::Status(Tx&)> body) override;
  absl::Status Read(absl::FunctionRef<absl::Status(Tx&)> body) override;
  Engine engine() const override { return Engine::kPostgres; }
  int AddCommitListener(std::function<void()> listener) override {
    return listeners_.Add(std::move(listener));
  }
  void RemoveCommitListener(int token) override { listeners_.Remove(token); }
  Stats stats() const override {
    return {.writes = writes_, .commits = commits_};
  }

 private:
  enum class Verdict { kDone, kAgain };

  PostgresDatabase(const Options& options, const std::string& schema);
  absl::Status CheckSettings();
  absl::Status CreateSchema(const std::string& schema);
  absl::Status Transact(const char* begin,
                        absl::FunctionRef<absl::Status(Tx&)> body);
  Verdict Attempt(const char* begin, absl::FunctionRef<absl::Status(Tx&)> body,
                  absl::Status& answer);
  Verdict RunIn(PostgresConnection& session, const char* begin,
                absl::FunctionRef<absl::Status(Tx&)> body,
                absl::Status& answer);
  Verdict Commit(PostgresConnection& connection, const PostgresTx& tx,
                 absl::Status& answer);

  CommitListeners listeners_;
  ConnectionPool<PostgresConnection> pool_;
  std::atomic<int64_t> writes_{0};
  std::atomic<int64_t> commits_{0};
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_POSTGRES_DATABASE_H_

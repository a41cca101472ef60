#ifndef LOA_LIBS_SQL_SQLITE_DATABASE_H_
#define LOA_LIBS_SQL_SQLITE_DATABASE_H_

#include <functional>
#include <memory>
#include <string>

#include "libs/sql/commit_listeners.h"
#include "libs/sql/connection_pool.h"
#include "libs/sql/database.h"
#include "libs/sql/sqlite_connection.h"
#include "libs/sql/sqlite_writer.h"

namespace loa::sql {

// A SQLite file in WAL mode: one writer with group commit, pooled readers.
class SqliteDatabase : public Database {
 public:
  // Opens the file at `path`, created when missing; no migrations yet.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(
      const std::string& path, const Options& options);

  absl::Status Write(absl::FunctionRef<absl::Status(Tx&)> body) override {
    return writer_.Write(body);
  }
  absl::Status Read(absl::FunctionRef<absl::Status(Tx&)> body) override;
  Engine engine() const override { return Engine::kSqlite; }
  int AddCommitListener(std::function<void()> listener) override {
    return listeners_.Add(std::move(listener));
  }
  void RemoveCommitListener(int token) override { listeners_.Remove(token); }
  Stats stats() const override { return writer_.stats(); }

 private:
  SqliteDatabase(const std::string& path, const Options& options,
                 std::unique_ptr<SqliteConnection> writer);

  CommitListeners listeners_;
  SqliteWriter writer_;
  ConnectionPool<SqliteConnection> readers_;
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_SQLITE_DATABASE_H_

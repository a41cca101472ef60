#ifndef LOA_LIBS_TESTING_DATABASE_H_
#define LOA_LIBS_TESTING_DATABASE_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"

namespace loa::testing {

// A fresh database that is gone with the object: a SQLite file in a temporary
// directory, or a database of TestPostgres::Shared().  The same suite runs on
// both engines:
//
//   class UnitStoreTest : public ::testing::TestWithParam<sql::Engine> {
//    protected:
//     std::unique_ptr<testing::TestDatabase> db_ =
//         testing::OpenTestDatabase(GetParam(), Migrations());
//   };
//   INSTANTIATE_TEST_SUITE_P(Engines, UnitStoreTest, testing::kEngines,
//                            testing::EngineName);
class TestDatabase : public sql::Database {
 public:
  ~TestDatabase() override;

  absl::Status Write(absl::FunctionRef<absl::Status(sql::Tx&)> body) override {
    return database_->Write(body);
  }
  absl::Status Read(absl::FunctionRef<absl::Status(sql::Tx&)> body) override {
    return database_->Read(body);
  }
  sql::Engine engine() const override { return database_->engine(); }
  sql::Stats stats() const override { return database_->stats(); }
  int AddCommitListener(std::function<void()> listener) override {
    return database_->AddCommitListener(std::move(listener));
  }
  void RemoveCommitListener(int token) override {
    database_->RemoveCommitListener(token);
  }

  // How to open the same database once more, here or in another process.
  const sql::Options& options() const { return options_; }

  // Closes and opens it, with other migrations perhaps.
  absl::Status Reopen(const std::vector<sql::Migration>& migrations);

 private:
  friend std::unique_ptr<TestDatabase> OpenTestDatabase(
      sql::Engine engine, const std::vector<sql::Migration>& migrations);

  TestDatabase() = default;

  sql::Options options_;
  std::string directory_;  // SQLite
  std::string name_;       // PostgreSQL
  std::unique_ptr<sql::Database> database_;
};

// Aborts the test when it cannot.
std::unique_ptr<TestDatabase> OpenTestDatabase(
    sql::Engine engine, const std::vector<sql::Migration>& migrations);

// Options of a fresh, unopened database; what is in it goes when the process
// ends.  For tests that open it themselves or start a process on it.
sql::Options TestDatabaseOptions(sql::Engine engine);

// "Sqlite" and "Postgres", as test name suffixes.
std::string EngineName(const ::testing::TestParamInfo<sql::Engine>& info);

inline const auto kEngines =
    ::testing::Values(sql::Engine::kSqlite, sql::Engine::kPostgres);

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_DATABASE_H_

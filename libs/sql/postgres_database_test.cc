// What only the PostgreSQL engine does: retries, lost connections, settings.
#include "libs/sql/postgres_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/postgres.h"
#include "libs/testing/status_matchers.h"

namespace loa::sql {
namespace {

using ::testing::AllOf;
using testing::HasMetadata;
using testing::HasReason;
using testing::IsOk;
using testing::StatusIs;

const std::vector<Migration>& Migrations() {
  static const auto& all = *new std::vector<Migration>{
      {1, "notes",
       "CREATE TABLE notes (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);"
       "INSERT INTO notes (id, n) VALUES (1, 0), (2, 0)"}};
  return all;
}

absl::Status Increment(Tx& tx, int64_t id) {
  return tx.Exec("UPDATE notes SET n = n + 1 WHERE id = $1", id).status();
}

int64_t Total(Database& db) {
  int64_t total = -1;
  EXPECT_THAT(db.Read([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows, tx.Run("SELECT SUM(n) FROM notes"));
    total = rows[0].Int(0);
    return absl::OkStatus();
  }),
              IsOk());
  return total;
}

class PostgresDatabaseTest : public ::testing::Test {
 protected:
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(Engine::kPostgres, Migrations());
};

TEST_F(PostgresDatabaseTest, RunsADeadlockedTransactionAgain) {
  std::barrier both_hold_a_row(2);
  const auto write = [&](int64_t first, int64_t second) {
    bool met = false;
    return db_->Write([&, first, second](Tx& tx) -> absl::Status {
      RETURN_IF_ERROR(Increment(tx, first));
      if (!met) both_hold_a_row.arrive_and_wait();
      met = true;
      return Increment(tx, second);
    });
  };
  absl::Status other;
  std::thread thread([&] { other = write(2, 1); });
  EXPECT_THAT(write(1, 2), IsOk());
  thread.join();
  EXPECT_THAT(other, IsOk());
  EXPECT_EQ(Total(*db_), 4);
}

TEST_F(PostgresDatabaseTest, AConflictThatStaysIsAborted) {
  int runs = 0;
  const absl::Status answer = db_->Write([&](Tx& tx) -> absl::Status {
    ++runs;
    RETURN_IF_ERROR(Increment(tx, 1));
    return tx
        .Exec("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$")
        .status();
  });
  EXPECT_THAT(answer, AllOf(StatusIs(absl::StatusCode::kAborted),
                            HasReason("TRANSACTION_CONFLICT")));
  EXPECT_GT(runs, 3);
  EXPECT_EQ(Total(*db_), 0);
}

TEST_F(PostgresDatabaseTest, AConflictThatTheBodyHidesIsRetriedToo) {
  int runs = 0;
  EXPECT_THAT(db_->Write([&](Tx& tx) -> absl::Status {
    if (++runs > 1) return Increment(tx, 1);
    tx.Exec("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$")
        .IgnoreError();
    return absl::NotFoundError("seen in a transaction that does not stand");
  }),
              IsOk());
  EXPECT_EQ(runs, 2);
}

TEST_F(PostgresDatabaseTest, ASessionThatWasEndedIsReplacedUnnoticed) {
  const auto other = Database::Open(db_->options(), Migrations());
  ASSERT_THAT(other, IsOk());
  ASSERT_THAT((*other)->Write([](Tx& tx) {
    return tx
        .Run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .status();
  }),
              IsOk());
  EXPECT_THAT(db_->Write([](Tx& tx) { return Increment(tx, 1); }), IsOk());
  EXPECT_EQ(Total(*db_), 1);
}

TEST_F(PostgresDatabaseTest, ASessionThatEndsInACommitLeavesTheOutcomeUnknown) {
  ASSERT_THAT(db_->Write([](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(
        tx.Exec("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
                "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); "
                "RETURN NULL; END'")
            .status());
    return tx
        .Exec(
            "CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON notes "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
            "EXECUTE FUNCTION die()")
        .status();
  }),
              IsOk());
  int runs = 0;
  EXPECT_THAT(db_->Write([&](Tx& tx) {
    ++runs;
    return tx.Exec("INSERT INTO notes (id, n) VALUES (3, 0)").status();
  }),
              AllOf(StatusIs(absl::StatusCode::kUnavailable),
                    HasReason("COMMIT_UNKNOWN")));
  EXPECT_EQ(runs, 1);
  EXPECT_THAT(db_->Write([](Tx& tx) { return Increment(tx, 1); }), IsOk());
}

TEST_F(PostgresDatabaseTest, AStatementIsPreparedOnceASession) {
  const auto session =
      PostgresConnection::Open(db_->options().url, db_->options().schema);
  ASSERT_THAT(session, IsOk());
  for (int i = 0; i < 10; ++i) {
    const Value id(i);
    ASSERT_THAT((*session)
                    ->Run("SELECT n FROM notes WHERE id = $1",
                          absl::MakeConstSpan(&id, 1))
                    .status,
                IsOk());
  }
  EXPECT_EQ((*session)->prepared(), 1);
}

TEST_F(PostgresDatabaseTest, APlanThatAMigrationMadeStaleIsRenewed) {
  const auto read = [&] {
    return db_->Read(
        [](Tx& tx) { return tx.Run("SELECT * FROM notes").status(); });
  };
  ASSERT_THAT(read(), IsOk());
  const auto newer = Database::Open(db_->options(), Migrations());
  ASSERT_THAT((*newer)->Write([](Tx& tx) {
    return tx.Exec("ALTER TABLE notes ADD COLUMN more BIGINT").status();
  }),
              IsOk());
  EXPECT_THAT(read(), IsOk());
}

TEST(PostgresServer, IsReachedAgainAfterItsRestart) {
  testing::TestPostgres server;
  const auto db =
      Database::Open({.url = server.Url(), .schema = "s"}, Migrations());
  ASSERT_THAT(db, IsOk());
  const auto write = [&] {
    return (*db)->Write([](Tx& tx) { return Increment(tx, 1); });
  };
  ASSERT_THAT(write(), IsOk());
  server.Kill();
  EXPECT_THAT(write(), AllOf(StatusIs(absl::StatusCode::kUnavailable),
                             HasReason("DEPENDENCY_UNAVAILABLE")));
  server.Start();
  EXPECT_THAT(write(), IsOk());
  EXPECT_EQ(Total(**db), 2);
}

TEST(PostgresServer, IsUnavailableWhenNobodyListens) {
  EXPECT_THAT(
      Database::Open({.url = "postgresql://postgres@/x?host=/nonexistent"}, {}),
      HasReason("DEPENDENCY_UNAVAILABLE"));
}

class PostgresSettingsTest : public ::testing::Test {
 protected:
  // Opens a new database made with `with`.
  absl::Status OpenDatabaseWith(absl::string_view name,
                                absl::string_view with) {
    testing::TestPostgres& server = testing::TestPostgres::Shared();
    server.CreateDatabase(name, with);
    return Database::Open({.url = server.Url(name), .schema = "s"}, {})
        .status();
  }
};

TEST_F(PostgresSettingsTest, AnEncodingOtherThanUtf8IsRefused) {
  EXPECT_THAT(OpenDatabaseWith("latin", "TEMPLATE template0 ENCODING 'LATIN1'"),
              AllOf(StatusIs(absl::StatusCode::kFailedPrecondition),
                    HasReason("DATABASE_SETTINGS_WRONG"),
                    HasMetadata("setting", "encoding"),
                    HasMetadata("found", "LATIN1")));
}

TEST_F(PostgresSettingsTest, ACollationThatIsNotByBytesIsRefused) {
  EXPECT_THAT(OpenDatabaseWith("icu",
                               "TEMPLATE template0 LOCALE_PROVIDER icu "
                               "ICU_LOCALE 'vi'"),
              AllOf(HasReason("DATABASE_SETTINGS_WRONG"),
                    HasMetadata("setting", "collation")));
}

}  // namespace
}  // namespace loa::sql

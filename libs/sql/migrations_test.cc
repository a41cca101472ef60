#include "libs/sql/migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "libs/sql/database.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/status_matchers.h"

namespace loa::sql {
namespace {

using ::testing::AllOf;
using testing::HasMetadata;
using testing::HasReason;
using testing::IsOk;
using testing::StatusIs;

const Migration kFirst = {1, "a", "CREATE TABLE a (id BIGINT PRIMARY KEY);"};
const Migration kSecond = {2, "b",
                           "CREATE TABLE b (id BIGINT PRIMARY KEY);"
                           "INSERT INTO b (id) VALUES (7);"};
const Migration kThird = {3, "c", "CREATE TABLE c (id BIGINT PRIMARY KEY);"};

class MigrationsTest : public ::testing::TestWithParam<Engine> {
 protected:
  absl::Status Open(const std::vector<Migration>& migrations) {
    return Database::Open(options_, migrations).status();
  }
  // A statement run outside of any migration.
  absl::Status Run(absl::string_view sql) {
    ASSIGN_OR_RETURN(const auto db, Database::Open(options_, {}));
    return db->Write([&](Tx& tx) { return tx.Run(sql).status(); });
  }

  const Options options_ = testing::TestDatabaseOptions(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Engines, MigrationsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(MigrationsTest, AreAppliedOnce) {
  ASSERT_THAT(Open({kFirst, kSecond}), IsOk());
  ASSERT_THAT(Open({kFirst, kSecond}), IsOk());
  ASSERT_THAT(Open({kFirst, kSecond, kThird}), IsOk());
  EXPECT_THAT(Run("INSERT INTO c (id) SELECT id FROM b"), IsOk());
}

TEST_P(MigrationsTest, ANewerSchemaIsFine) {
  ASSERT_THAT(Open({kFirst, kSecond}), IsOk());
  EXPECT_THAT(Open({kFirst}), IsOk());
}

TEST_P(MigrationsTest, AnEditedOneIsRefused) {
  ASSERT_THAT(Open({kFirst, kSecond}), IsOk());
  Migration edited = kSecond;
  edited.sql += " ";
  EXPECT_THAT(
      Open({kFirst, edited}),
      AllOf(StatusIs(absl::StatusCode::kFailedPrecondition),
            HasReason("MIGRATION_EDITED"), HasMetadata("number", "2"),
            HasMetadata("series", "service"), HasMetadata("name", "b")));
}

TEST_P(MigrationsTest, AGapInTheBinaryIsRefused) {
  EXPECT_THAT(Open({kFirst, kThird}),
              AllOf(HasReason("MIGRATION_GAP"), HasMetadata("number", "2")));
  EXPECT_THAT(Run("SELECT id FROM a"), HasReason("STATEMENT_FAILED"));
}

TEST_P(MigrationsTest, AGapOnRecordIsRefused) {
  ASSERT_THAT(Open({kFirst, kSecond, kThird}), IsOk());
  ASSERT_THAT(Run("DELETE FROM loa_migrations "
                  "WHERE series = 'service' AND number = 2"),
              IsOk());
  EXPECT_THAT(Open({kFirst, kSecond, kThird}),
              AllOf(HasReason("MIGRATION_GAP"), HasMetadata("number", "2")));
}

TEST_P(MigrationsTest, OneThatFailsLeavesNothingOfItself) {
  const Migration broken = {2, "broken",
                            "CREATE TABLE d (id BIGINT PRIMARY KEY); NONSENSE"};
  EXPECT_THAT(Open({kFirst, broken}), HasReason("STATEMENT_FAILED"));
  EXPECT_THAT(Run("SELECT id FROM d"), HasReason("STATEMENT_FAILED"));
  EXPECT_THAT(Open({kFirst, kSecond}), IsOk());
}

TEST_P(MigrationsTest, SeveralProcessesMayStartAtOnce) {
  std::vector<absl::Status> answers(4);
  std::vector<std::thread> starters;
  for (absl::Status& answer : answers) {
    starters.emplace_back([&] { answer = Open({kFirst, kSecond, kThird}); });
  }
  for (std::thread& starter : starters) starter.join();
  for (const absl::Status& answer : answers) EXPECT_THAT(answer, IsOk());
}

TEST(DatabaseUrl, IsRefusedWhenNoEngineKnowsIt) {
  for (const char* url : {"", "mysql://x", "sqlite:", "sqlite::memory:"}) {
    EXPECT_THAT(Database::Open({.url = url}, {}),
                AllOf(StatusIs(absl::StatusCode::kInvalidArgument),
                      HasReason("DATABASE_URL_INVALID")))
        << url;
  }
  EXPECT_THAT(Database::Open({.url = "postgresql://", .schema = "a\"b"}, {}),
              HasReason("DATABASE_URL_INVALID"));
}

}  // namespace
}  // namespace loa::sql

#include "libs/sql/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"

namespace loa::sql {
namespace {

using absl::StatusCode;
using ::testing::AllOf;
using testing::HasMetadata;
using testing::HasReason;
using testing::StatusIs;

TEST(SqlErrors, SqliteCodesHaveNames) {
  const struct {
    int code;
    StatusCode status;
    const char* reason;
  } kCases[] = {
      {SQLITE_CONSTRAINT_UNIQUE, StatusCode::kAlreadyExists,
       "UNIQUE_VIOLATION"},
      {SQLITE_CONSTRAINT_PRIMARYKEY, StatusCode::kAlreadyExists,
       "UNIQUE_VIOLATION"},
      {SQLITE_CONSTRAINT_FOREIGNKEY, StatusCode::kFailedPrecondition,
       "CONSTRAINT_VIOLATION"},
      {SQLITE_CONSTRAINT_CHECK, StatusCode::kFailedPrecondition,
       "CONSTRAINT_VIOLATION"},
      {SQLITE_BUSY, StatusCode::kAborted, "TRANSACTION_CONFLICT"},
      {SQLITE_BUSY_SNAPSHOT, StatusCode::kAborted, "TRANSACTION_CONFLICT"},
      {SQLITE_FULL, StatusCode::kResourceExhausted, "STORAGE_FULL"},
      {SQLITE_CORRUPT_INDEX, StatusCode::kDataLoss, "DATABASE_CORRUPT"},
      {SQLITE_NOTADB, StatusCode::kDataLoss, "DATABASE_CORRUPT"},
      {SQLITE_IOERR_FSYNC, StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {SQLITE_CANTOPEN, StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {SQLITE_ERROR, StatusCode::kInternal, "STATEMENT_FAILED"},
  };
  for (const auto& test : kCases) {
    EXPECT_THAT(FromSqlite(test.code),
                AllOf(StatusIs(test.status), HasReason(test.reason)))
        << test.code;
  }
}

TEST(SqlErrors, SqlStatesHaveNames) {
  const struct {
    const char* sqlstate;
    StatusCode status;
    const char* reason;
  } kCases[] = {
      {"23505", StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"},
      {"23503", StatusCode::kFailedPrecondition, "CONSTRAINT_VIOLATION"},
      {"23514", StatusCode::kFailedPrecondition, "CONSTRAINT_VIOLATION"},
      {"40001", StatusCode::kAborted, "TRANSACTION_CONFLICT"},
      {"40P01", StatusCode::kAborted, "TRANSACTION_CONFLICT"},
      {"55P03", StatusCode::kAborted, "TRANSACTION_CONFLICT"},
      {"53100", StatusCode::kResourceExhausted, "STORAGE_FULL"},
      {"53300", StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {"57P01", StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {"08006", StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {"3D000", StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {"", StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE"},
      {"XX001", StatusCode::kDataLoss, "DATABASE_CORRUPT"},
      {"22021", StatusCode::kInvalidArgument, "TEXT_UNSTORABLE"},
      {"42601", StatusCode::kInternal, "STATEMENT_FAILED"},
  };
  for (const auto& test : kCases) {
    EXPECT_THAT(FromSqlState(test.sqlstate),
                AllOf(StatusIs(test.status), HasReason(test.reason)))
        << test.sqlstate;
  }
}

TEST(SqlErrors, SayWhatIsDynamicInTheirMetadata) {
  EXPECT_THAT(FromSqlState("42601"), HasMetadata("code", "postgres 42601"));
  EXPECT_THAT(DatabaseUnavailable(), HasMetadata("dependency", "database"));
  EXPECT_THAT(MigrationGap("service", 3), HasMetadata("number", "3"));
  EXPECT_THAT(Overloaded(absl::Seconds(5)), HasMetadata("waited", "5s"));
}

TEST(SqlErrors, TellWhenToRetryWhatMaySucceedLater) {
  for (const absl::Status& error :
       {TransactionConflict(), DatabaseUnavailable(), CommitUnknown(),
        Overloaded(absl::Seconds(1))}) {
    EXPECT_GT(status::RetryAfterOf(error), absl::ZeroDuration()) << error;
  }
}

}  // namespace
}  // namespace loa::sql

#include "libs/sql/errors.h"

#include <sqlite3.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::sql {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "loa";
constexpr absl::Duration kRetryDelay = absl::Milliseconds(500);

}  // namespace

absl::Status UniqueViolation() {
  return Error(StatusCode::kAlreadyExists, kDomain, "UNIQUE_VIOLATION",
               "another row already has this key; read it and decide again");
}

absl::Status ConstraintViolation() {
  return Error(StatusCode::kFailedPrecondition, kDomain, "CONSTRAINT_VIOLATION",
               "a row that this one refers to is missing, or a value is "
               "outside its rule; read the resources again")
      .Subject("database");
}

absl::Status TransactionConflict() {
  return Error(StatusCode::kAborted, kDomain, "TRANSACTION_CONFLICT",
               "the transaction lost against others several times; retry it")
      .RetryAfter(kRetryDelay);
}

absl::Status StorageFull() {
  return Error(StatusCode::kResourceExhausted, kDomain, "STORAGE_FULL",
               "the database has no space left; nothing of this request was "
               "stored; free or add space, then retry");
}

absl::Status DatabaseUnavailable() {
  return Error(StatusCode::kUnavailable, kDomain, "DEPENDENCY_UNAVAILABLE",
               "the database does not answer; retry later")
      .With("dependency", "database")
      .RetryAfter(kRetryDelay);
}

absl::Status CommitUnknown() {
  return Error(StatusCode::kUnavailable, kDomain, "COMMIT_UNKNOWN",
               "the database went away while committing, so the change may or "
               "may not stand; repeat it with the same request_id")
      .With("dependency", "database")
      .RetryAfter(kRetryDelay);
}

absl::Status DatabaseCorrupt() {
  return Error(StatusCode::kDataLoss, kDomain, "DATABASE_CORRUPT",
               "the database is damaged or is no database; restore it from a "
               "backup");
}

absl::Status Overloaded(absl::Duration waited) {
  return Error(StatusCode::kResourceExhausted, kDomain, "OVERLOADED",
               absl::StrCat("no database connection became free within ",
                            absl::FormatDuration(waited), "; retry later"))
      .With("waited", absl::FormatDuration(waited))
      .RetryAfter(kRetryDelay);
}

absl::Status StatementFailed(absl::string_view code) {
  return Error(
             StatusCode::kInternal, kDomain, "STATEMENT_FAILED",
             absl::StrCat("the database refused a statement (code ", code, ")"))
      .With("code", code);
}

absl::Status NestedTransaction() {
  return Error(StatusCode::kInternal, kDomain, "NESTED_TRANSACTION",
               "a write transaction was begun inside another one");
}

absl::Status TextUnstorable() {
  return Error(StatusCode::kInvalidArgument, kDomain, "TEXT_UNSTORABLE",
               "a text is not UTF-8 or holds a NUL character; send UTF-8 "
               "without NUL");
}

absl::Status DatabaseUrlInvalid(absl::string_view why) {
  return Error(StatusCode::kInvalidArgument, kDomain, "DATABASE_URL_INVALID",
               absl::StrCat("the database url ", why,
                            "; want sqlite:/directory/file.db or "
                            "postgresql://user@host:port/database"))
      .With("problem", why);
}

absl::Status DatabaseSettingsWrong(absl::string_view setting,
                                   absl::string_view found,
                                   absl::string_view wanted) {
  return Error(StatusCode::kFailedPrecondition, kDomain,
               "DATABASE_SETTINGS_WRONG",
               absl::StrCat("the database's ", setting, " is ", found,
                            "; create it with ", wanted))
      .With("setting", setting)
      .With("found", found)
      .With("wanted", wanted)
      .Subject(setting);
}

absl::Status MigrationEdited(absl::string_view series, int number,
                             absl::string_view name) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "MIGRATION_EDITED",
               absl::StrCat("migration ", number, " (", name, ") of ", series,
                            " differs from the one that was applied; restore "
                            "its text and add a new migration instead"))
      .With("series", series)
      .With("number", absl::StrCat(number))
      .With("name", name)
      .Subject(absl::StrCat("migrations/", series, "/", number));
}

absl::Status MigrationGap(absl::string_view series, int number) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "MIGRATION_GAP",
               absl::StrCat("migration ", number, " of ", series,
                            " is missing; migrations are numbered 1, 2, 3, "
                            "... without gaps"))
      .With("series", series)
      .With("number", absl::StrCat(number))
      .Subject(absl::StrCat("migrations/", series, "/", number));
}

absl::Status FromSqlite(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return UniqueViolation();
  }
  switch (extended_code & 0xff) {
    case SQLITE_CONSTRAINT:
      return ConstraintViolation();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return TransactionConflict();
    case SQLITE_FULL:
      return StorageFull();
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return DatabaseCorrupt();
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return DatabaseUnavailable();
  }
  return StatementFailed(absl::StrCat("sqlite ", extended_code));
}

absl::Status FromSqlState(absl::string_view sqlstate) {
  if (sqlstate == "23505") return UniqueViolation();
  if (absl::StartsWith(sqlstate, "23")) return ConstraintViolation();
  if (IsRetryableSqlState(sqlstate)) return TransactionConflict();
  if (sqlstate == "22021" || sqlstate == "22P05") return TextUnstorable();
  if (sqlstate == "53300") return DatabaseUnavailable();  // connections
  if (absl::StartsWith(sqlstate, "53")) return StorageFull();
  if (sqlstate == "XX001" || sqlstate == "XX002") return DatabaseCorrupt();
  if (sqlstate.empty() || absl::StartsWith(sqlstate, "08") ||
      absl::StartsWith(sqlstate, "57P") || absl::StartsWith(sqlstate, "58") ||
      absl::StartsWith(sqlstate, "28") || sqlstate == "3D000" ||
      absl::StartsWith(sqlstate, "25P03")) {
    return DatabaseUnavailable();
  }
  return StatementFailed(absl::StrCat("postgres ", sqlstate));
}

bool IsRetryableSqlState(absl::string_view sqlstate) {
  return sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03";
}

}  // namespace loa::sql

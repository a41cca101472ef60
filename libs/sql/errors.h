#ifndef LOA_LIBS_SQL_ERRORS_H_
#define LOA_LIBS_SQL_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// Every error of the SQL layer, domain "loa".  What the engine said goes to
// the log, never into a message: it may hold data of other people.
namespace loa::sql {

// ALREADY_EXISTS UNIQUE_VIOLATION.  Services check first and answer with an
// error of their own; this one is left for races.
absl::Status UniqueViolation();
// FAILED_PRECONDITION CONSTRAINT_VIOLATION: foreign key, CHECK or NOT NULL.
absl::Status ConstraintViolation();
// ABORTED TRANSACTION_CONFLICT: lost against other transactions, retry.
absl::Status TransactionConflict();
// RESOURCE_EXHAUSTED STORAGE_FULL: the disk or the quota.
absl::Status StorageFull();
// UNAVAILABLE DEPENDENCY_UNAVAILABLE {dependency: "database"}.
absl::Status DatabaseUnavailable();
// UNAVAILABLE COMMIT_UNKNOWN: the connection broke inside COMMIT, so the
// transaction may or may not stand.  Repeat it with the same request_id.
absl::Status CommitUnknown();
// DATA_LOSS DATABASE_CORRUPT: the file is damaged or no database.
absl::Status DatabaseCorrupt();
// RESOURCE_EXHAUSTED OVERLOADED: no connection became free in time.
absl::Status Overloaded(absl::Duration waited);
// INTERNAL STATEMENT_FAILED: a statement that the engine refuses; a bug.
// `code` is the extended SQLite code or the SQLSTATE.
absl::Status StatementFailed(absl::string_view code);
// INTERNAL NESTED_TRANSACTION: Write() called from inside a Write().
absl::Status NestedTransaction();
// INVALID_ARGUMENT TEXT_UNSTORABLE: a text that is not UTF-8 or holds NUL.
absl::Status TextUnstorable();
// INVALID_ARGUMENT DATABASE_URL_INVALID.
absl::Status DatabaseUrlInvalid(absl::string_view why);
// FAILED_PRECONDITION DATABASE_SETTINGS_WRONG {setting, found, wanted}.
absl::Status DatabaseSettingsWrong(absl::string_view setting,
                                   absl::string_view found,
                                   absl::string_view wanted);
// FAILED_PRECONDITION MIGRATION_EDITED {series, number, name}.
absl::Status MigrationEdited(absl::string_view series, int number,
                             absl::string_view name);
// FAILED_PRECONDITION MIGRATION_GAP {series, number}: `number` is missing,
// either in the binary or in what the database has on record.
absl::Status MigrationGap(absl::string_view series, int number);

// The error for an extended SQLite result code.
absl::Status FromSqlite(int extended_code);
// The error for a SQLSTATE; "" is a connection that broke.
absl::Status FromSqlState(absl::string_view sqlstate);
// Whether the same transaction may succeed when run again from its start.
bool IsRetryableSqlState(absl::string_view sqlstate);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_ERRORS_H_

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
               "another row already has this key; read it and decide again")
      .Vietnamese(
          "Đã có bản ghi khác với khóa này; hãy đọc bản ghi đó rồi quyết định "
          "lại.");
}

absl::Status ConstraintViolation() {
  return Error(StatusCode::kFailedPrecondition, kDomain, "CONSTRAINT_VIOLATION",
               "a row that this one refers to is missing, or a value is "
               "outside its rule; read the resources again")
      .Vietnamese(
          "Thiếu bản ghi được dẫn chiếu, hoặc có giá trị ngoài quy định; hãy "
          "đọc lại dữ liệu.")
      .Subject("database");
}

absl::Status TransactionConflict() {
  return Error(StatusCode::kAborted, kDomain, "TRANSACTION_CONFLICT",
               "the transaction lost against others several times; retry it")
      .Vietnamese(
          "Thay đổi bị xung đột với người khác nhiều lần; vui lòng thử lại.")
      .RetryAfter(kRetryDelay);
}

absl::Status StorageFull() {
  return Error(StatusCode::kResourceExhausted, kDomain, "STORAGE_FULL",
               "the database has no space left; nothing of this request was "
               "stored; free or add space, then retry")
      .Vietnamese(
          "Cơ sở dữ liệu hết dung lượng, chưa lưu gì của yêu cầu này; hãy giải "
          "phóng hoặc thêm dung lượng rồi thử lại.");
}

absl::Status DatabaseUnavailable() {
  return Error(StatusCode::kUnavailable, kDomain, "DEPENDENCY_UNAVAILABLE",
               "the database does not answer; retry later")
      .Vietnamese("Cơ sở dữ liệu chưa trả lời; vui lòng thử lại sau.")
      .With("dependency", "database")
      .RetryAfter(kRetryDelay);
}

absl::Status CommitUnknown() {
  return Error(StatusCode::kUnavailable, kDomain, "COMMIT_UNKNOWN",
               "the database went away while committing, so the change may or "
               "may not stand; repeat it with the same request_id")
      .Vietnamese(
          "Mất kết nối cơ sở dữ liệu đúng lúc lưu nên chưa rõ thay đổi đã được "
          "lưu hay chưa; hãy gửi lại với cùng request_id.")
      .With("dependency", "database")
      .RetryAfter(kRetryDelay);
}

absl::Status DatabaseCorrupt() {
  return Error(StatusCode::kDataLoss, kDomain, "DATABASE_CORRUPT",
               "the database is damaged or is no database; restore it from a "
               "backup")
      .Vietnamese(
          "Cơ sở dữ liệu bị hỏng hoặc không đúng định dạng; hãy khôi phục từ "
          "bản sao lưu.");
}

absl::Status Overloaded(absl::Duration waited) {
  return Error(StatusCode::kResourceExhausted, kDomain, "OVERLOADED",
               absl::StrCat("no database connection became free within ",
                            absl::FormatDuration(waited), "; retry later"))
      .Vietnamese(absl::StrCat("Không có kết nối cơ sở dữ liệu nào rảnh trong ",
                               absl::FormatDuration(waited),
                               "; vui lòng thử lại sau."))
      .With("waited", absl::FormatDuration(waited))
      .RetryAfter(kRetryDelay);
}

absl::Status StatementFailed(absl::string_view code) {
  return Error(
             StatusCode::kInternal, kDomain, "STATEMENT_FAILED",
             absl::StrCat("the database refused a statement (code ", code, ")"))
      .Vietnamese(
          absl::StrCat("Cơ sở dữ liệu từ chối một câu lệnh (mã ", code, ")."))
      .With("code", code);
}

absl::Status NestedTransaction() {
  return Error(StatusCode::kInternal, kDomain, "NESTED_TRANSACTION",
               "a write transaction was begun inside another one")
      .Vietnamese(
          "Một giao dịch ghi được mở bên trong một giao dịch ghi khác.");
}

absl::Status TextUnstorable() {
  return Error(StatusCode::kInvalidArgument, kDomain, "TEXT_UNSTORABLE",
               "a text is not UTF-8 or holds a NUL character; send UTF-8 "
               "without NUL")
      .Vietnamese(
          "Có đoạn chữ không phải UTF-8 hoặc chứa ký tự NUL; hãy gửi chữ UTF-8 "
          "không có NUL.");
}

absl::Status DatabaseUrlInvalid(absl::string_view why) {
  return Error(StatusCode::kInvalidArgument, kDomain, "DATABASE_URL_INVALID",
               absl::StrCat("the database url ", why,
                            "; want sqlite:/directory/file.db or "
                            "postgresql://user@host:port/database"))
      .Vietnamese(
          "Địa chỉ cơ sở dữ liệu không đúng; hãy ghi sqlite:/thư-mục/tệp.db "
          "hoặc postgresql://người-dùng@máy-chủ:cổng/cơ-sở-dữ-liệu.")
      .With("problem", why);
}

absl::Status DatabaseSettingsWrong(absl::string_view setting,
                                   absl::string_view found,
                                   absl::string_view wanted) {
  return Error(StatusCode::kFailedPrecondition, kDomain,
               "DATABASE_SETTINGS_WRONG",
               absl::StrCat("the database's ", setting, " is ", found,
                            "; create it with ", wanted))
      .Vietnamese(absl::StrCat("Thiết lập ", setting, " của cơ sở dữ liệu là ",
                               found, "; hãy tạo cơ sở dữ liệu với ", wanted,
                               "."))
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
      .Vietnamese(absl::StrCat("Bước nâng cấp ", number, " (", name, ") của ",
                               series,
                               " khác với bước đã chạy; hãy trả lại nội dung "
                               "cũ và thêm một bước mới."))
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
      .Vietnamese(absl::StrCat("Thiếu bước nâng cấp ", number, " của ", series,
                               "; các bước phải đánh số 1, 2, 3... liên tục."))
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

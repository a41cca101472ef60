#include "absl/strings/str_cat.h"
#include "services/content/error_shapes.h"
#include "services/content/errors.h"

// What cascades that ask, and the answers to them, can be refused with.
namespace loa::content {

using absl::StatusCode;

absl::Status CloseTimeInvalid(absl::Time close) {
  return Named(StatusCode::kInvalidArgument, "CLOSE_TIME_INVALID",
               absl::StrCat("a cascade cannot close at ", Utc(close),
                            "; it closes after its due time, within 366 "
                            "days"))
      .Vietnamese(absl::StrCat(
          "Đợt đăng đồng loạt không thể đóng lúc ", Utc(close),
          " (giờ UTC); hạn đóng phải sau lịch đăng và không quá 366 ngày."))
      .With("close_time", Utc(close))
      .Field("post.audience.cascade.close_time",
             "must be after due_time, by 366 days at most");
}

absl::Status LocalPartNeedsAdoption() {
  return Named(StatusCode::kInvalidArgument, "LOCAL_PART_NEEDS_ADOPTION",
               "a MANDATORY cascade takes no local part, for nobody adopts "
               "it; say RECOMMENDED or OPTIONAL, or LOCKED")
      .Vietnamese(
          "Bài bắt buộc đăng không có phần riêng của đơn vị; hãy chọn "
          "RECOMMENDED hoặc OPTIONAL, hoặc để phần riêng là LOCKED.")
      .Field("post.audience.cascade.local_part_rule",
             "must be LOCKED for MANDATORY");
}

absl::Status AssignmentNotFound(absl::string_view assignment) {
  return NoSuch("ASSIGNMENT_NOT_FOUND", "assignment", assignment,
                "ListAssignments shows those that there are")
      .Vietnamese(absl::StrCat("Không có bài được giao ", assignment,
                               "; ListAssignments liệt kê các bài được giao."));
}

absl::Status AssignmentNotOpen(absl::string_view assignment,
                               absl::string_view state, absl::Time close) {
  return WrongState(
             "ASSIGNMENT_NOT_OPEN", "assignment", assignment, state,
             absl::StrCat("it could be answered once, before ", Utc(close)))
      .Vietnamese(absl::StrCat("Bài được giao ", assignment, " ",
                               InWords(state), "; chỉ trả lời được một lần, ",
                               "trước ", Utc(close), " (giờ UTC)."))
      .With("close_time", Utc(close));
}

absl::Status LocalPartLocked(absl::string_view assignment) {
  return Named(StatusCode::kFailedPrecondition, "LOCAL_PART_LOCKED",
               absl::StrCat("the cascade of ", assignment,
                            " takes no local part; adopt it as it is"))
      .Vietnamese(absl::StrCat("Bài được giao ", assignment,
                               " không nhận phần riêng của đơn vị; hãy đăng "
                               "nguyên văn."))
      .With("assignment", assignment)
      .Field("local_part", "must be empty: the cascade says LOCKED")
      .Subject(assignment);
}

absl::Status LocalPartTooLong(int64_t chars, int64_t limit) {
  return Named(StatusCode::kInvalidArgument, "LOCAL_PART_TOO_LONG",
               absl::StrCat("the opening line has ", chars,
                            " characters; the cascade allows ", limit))
      .Vietnamese(absl::StrCat("Câu mở đầu có ", chars,
                               " ký tự; chỉ được nhiều nhất ", limit,
                               " ký tự."))
      .With("chars", absl::StrCat(chars))
      .With("limit", absl::StrCat(limit))
      .Field("local_part.opening_line",
             absl::StrCat("must have ", limit, " characters at most"));
}

absl::Status LocalPartUnchanged(absl::string_view local_part) {
  return Named(StatusCode::kFailedPrecondition, "LOCAL_PART_UNCHANGED",
               absl::StrCat(local_part,
                            " was the same and was not approved; its note and "
                            "findings say why"))
      .Vietnamese(absl::StrCat("Phần riêng này giống ", local_part,
                               " đã không được duyệt; ghi chú và kết quả kiểm "
                               "tra cho biết lý do."))
      .With("local_part", local_part)
      .Subject(local_part);
}

}  // namespace loa::content

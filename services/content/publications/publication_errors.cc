#include "absl/strings/str_cat.h"
#include "libs/status/flag_errors.h"
#include "services/content/error_shapes.h"
#include "services/content/errors.h"

// The errors of publications and of their dispatch.
namespace loa::content {

using absl::StatusCode;

absl::Status PublicationNotFound(absl::string_view publication) {
  return NoSuch("PUBLICATION_NOT_FOUND", "publication", publication,
                "ListPublications shows those that there are")
      .Vietnamese(
          absl::StrCat("Không có lượt đăng ", publication,
                       "; ListPublications liệt kê các lượt đăng hiện có."));
}

absl::Status PublicationNotCancellable(absl::string_view publication,
                                       absl::string_view state) {
  return WrongState("PUBLICATION_NOT_CANCELLABLE", "publication", publication,
                    state, "only what may still be sent can be cancelled")
      .Vietnamese(absl::StrCat(publication, " ", InWords(state),
                               "; chỉ hủy được lượt đăng còn có thể gửi đi."));
}

absl::Status AttentionNotNeeded(absl::string_view publication,
                                absl::string_view state) {
  return WrongState("ATTENTION_NOT_NEEDED", "publication", publication, state,
                    "people settle only what is in NEEDS_ATTENTION")
      .Vietnamese(
          absl::StrCat(publication, " ", InWords(state),
                       "; chỉ xử lý bằng tay lượt đăng cần người xem."));
}

absl::Status PlatformPostTaken(absl::string_view platform_post_id,
                               absl::string_view publication) {
  return Named(StatusCode::kAlreadyExists, "PLATFORM_POST_TAKEN",
               absl::StrCat("the platform's post ", platform_post_id,
                            " is that of ", publication))
      .Vietnamese(absl::StrCat("Bài ", platform_post_id,
                               " trên nền tảng là của ", publication, "."))
      .With("platform_post_id", platform_post_id)
      .With("publication", publication)
      .Resource("publication", publication);
}

absl::Status AbsenceNotProven(absl::string_view publication,
                              int64_t absent_reads) {
  return Named(StatusCode::kFailedPrecondition, "ABSENCE_NOT_PROVEN",
               absl::StrCat("the page of ", publication, " was read ",
                            absent_reads,
                            " times without it; two complete readings are "
                            "needed before it may be sent again: look at the "
                            "page and adopt or drop it"))
      .Vietnamese(absl::StrCat(
          "Trang của ", publication, " mới được đọc ", absent_reads,
          " lần mà không thấy bài; phải đọc trọn hai lần mới được đăng lại: "
          "hãy xem trang rồi nhận bài hoặc bỏ lượt đăng."))
      .With("publication", publication)
      .With("absent_reads", absl::StrCat(absent_reads))
      .Subject(publication);
}

absl::Status GateSubjectInvalid(absl::string_view subject) {
  return Named(StatusCode::kInvalidArgument, "GATE_SUBJECT_INVALID",
               absl::StrCat("\"", subject,
                            "\" has no gate; name pages/{page}, units/{unit} "
                            "or app"))
      .Vietnamese(absl::StrCat("\"", subject,
                               "\" không có cổng đăng; hãy nêu pages/<trang>, "
                               "units/<đơn vị> hoặc app."))
      .With("subject", subject)
      .Field("subject", "must be pages/{page}, units/{unit} or app");
}

absl::Status GateNotClosed(absl::string_view subject) {
  return Named(StatusCode::kFailedPrecondition, "GATE_NOT_CLOSED",
               absl::StrCat("the gate of ", subject, " is open"))
      .Vietnamese(absl::StrCat("Cổng đăng của ", subject, " đang mở."))
      .With("subject", subject)
      .Subject(subject);
}

absl::Status PartitionCountMismatch(int64_t count, int64_t expected) {
  return Named(StatusCode::kFailedPrecondition, "PARTITION_COUNT_MISMATCH",
               absl::StrCat("content's store has ", expected,
                            " partitions, not ", count,
                            "; start content and its publishers with the same "
                            "--partitions"))
      .Vietnamese(absl::StrCat(
          "Kho của content có ", expected, " phân vùng, không phải ", count,
          "; hãy chạy content và các publisher với cùng --partitions."))
      .With("count", absl::StrCat(count))
      .With("expected", absl::StrCat(expected))
      .Subject("partition_count");
}

absl::Status NotScheduled(absl::string_view publication,
                          absl::string_view state, int64_t attempt_count) {
  return WrongState("NOT_SCHEDULED", "publication", publication, state,
                    absl::StrCat("it begins from SCHEDULED with attempt ",
                                 attempt_count + 1, " alone"))
      .Vietnamese(absl::StrCat(
          publication, " ", InWords(state),
          "; chỉ bắt đầu được lượt đăng đã lên lịch, với lần gửi thứ ",
          attempt_count + 1, "."))
      .With("attempt_count", absl::StrCat(attempt_count));
}

absl::Status NotDue(absl::string_view publication, absl::Time not_before,
                    absl::Duration wait) {
  return Named(StatusCode::kFailedPrecondition, "NOT_DUE",
               absl::StrCat(publication, " is not due before ", Utc(not_before),
                            " by content's clock"))
      .Vietnamese(absl::StrCat(publication, " chưa đến lịch đăng ",
                               Utc(not_before),
                               " (giờ UTC, theo đồng hồ của content)."))
      .With("publication", publication)
      .With("not_before_time", Utc(not_before))
      .Subject(publication)
      .RetryAfter(wait);
}

absl::Status EpochStale(int64_t partition, int64_t epoch, int64_t current) {
  return Named(StatusCode::kAborted, "EPOCH_STALE",
               absl::StrCat("partition ", partition, " is at epoch ", current,
                            " or its lease is over; lease it again"))
      .Vietnamese(absl::StrCat("Phân vùng ", partition, " đang ở phiên ",
                               current,
                               " hoặc phiên giữ đã hết; hãy nhận lại."))
      .With("partition", absl::StrCat(partition))
      .With("epoch", absl::StrCat(epoch))
      .With("current", absl::StrCat(current));
}

absl::Status PageHeld(absl::string_view publication, absl::string_view by) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_HELD",
               absl::StrCat(by, " comes before ", publication,
                            " on its page and has not ended"))
      .Vietnamese(absl::StrCat(by, " đứng trước ", publication,
                               " trên cùng trang và chưa kết thúc."))
      .With("publication", publication)
      .With("by", by)
      .Subject(by);
}

absl::Status CancelWanted(absl::string_view publication) {
  return Named(StatusCode::kFailedPrecondition, "CANCEL_WANTED",
               absl::StrCat("a cancel of ", publication, " is wanted"))
      .Vietnamese(absl::StrCat("Đã có yêu cầu hủy ", publication, "."))
      .With("publication", publication)
      .Subject(publication);
}

absl::Status GateClosed(absl::string_view publication,
                        absl::string_view subject, absl::string_view cause) {
  return Named(StatusCode::kFailedPrecondition, "GATE_CLOSED",
               absl::StrCat("the gate of ", subject, " is closed: ", cause))
      .Vietnamese(
          absl::StrCat("Cổng đăng của ", subject, " đang đóng: ", cause, "."))
      .With("publication", publication)
      .With("subject", subject)
      .With("cause", cause)
      .Subject(subject);
}

absl::Status NotApproved(absl::string_view publication) {
  return Named(StatusCode::kFailedPrecondition, "NOT_APPROVED",
               absl::StrCat("no approval covers what ", publication,
                            " would show"))
      .Vietnamese(
          absl::StrCat("Chưa có duyệt nào còn hiệu lực cho nội dung mà ",
                       publication, " sẽ đăng."))
      .With("publication", publication)
      .Subject(publication);
}

absl::Status AttemptUnknown(absl::string_view publication, int64_t attempt,
                            int64_t attempt_count) {
  return Named(StatusCode::kNotFound, "ATTEMPT_UNKNOWN",
               absl::StrCat("attempt ", attempt, " of ", publication,
                            " is not its newest, which is ", attempt_count))
      .Vietnamese(absl::StrCat("Lần gửi ", attempt, " của ", publication,
                               " không phải lần mới nhất, là lần ",
                               attempt_count, "."))
      .With("publication", publication)
      .With("attempt", absl::StrCat(attempt))
      .With("attempt_count", absl::StrCat(attempt_count))
      .Resource("publication", publication);
}

absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right) {
  return status::FlagInvalid("content.loa", flag, value, right);
}

absl::Status UnsafeControlRefused(absl::string_view control) {
  return status::UnsafeControlRefused("content.loa", control);
}

}  // namespace loa::content

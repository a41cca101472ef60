#include "services/units/governance/errors.h"

#include "absl/strings/str_cat.h"
#include "services/units/error_shapes.h"

namespace loa::units {
namespace {

using absl::StatusCode;
using base::DayMonthYear;
using base::FormatDate;

}  // namespace

absl::Status DateInFuture(absl::string_view field, base::Days day) {
  return Named(StatusCode::kInvalidArgument, "DATE_IN_FUTURE",
               absl::StrCat(FormatDate(day),
                            " is to come; tell what has happened by today"))
      .Vietnamese(
          absl::StrCat("Ngày ", DayMonthYear(day),
                       " chưa đến; chỉ ghi việc đã xảy ra đến hôm nay."))
      .With("date", FormatDate(day))
      .Field(field, "must not be after today");
}

absl::Status ObstacleNotFound(absl::string_view field,
                              absl::string_view obstacle) {
  return Named(StatusCode::kNotFound, "OBSTACLE_NOT_FOUND",
               absl::StrCat("there is no obstacle or proposal ", obstacle,
                            "; ListObstacles shows those that there are"))
      .Vietnamese(absl::StrCat("Không có vướng mắc hay ý kiến góp ý ", obstacle,
                               "; ListObstacles liệt kê những gì hiện có."))
      .With("obstacle", obstacle)
      .Field(field, "names no obstacle or proposal")
      .Resource("obstacle", obstacle);
}

absl::Status ObstacleAlreadyExists(absl::string_view obstacle) {
  return Named(StatusCode::kAlreadyExists, "OBSTACLE_ALREADY_EXISTS",
               absl::StrCat(obstacle, " exists; choose another id"))
      .Vietnamese(absl::StrCat(obstacle, " đã có; hãy chọn mã khác."))
      .With("obstacle", obstacle)
      .Resource("obstacle", obstacle);
}

absl::Status ObstacleStateWrong(absl::string_view obstacle,
                                absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "OBSTACLE_STATE_WRONG",
               absl::StrCat(obstacle, " is ", state,
                            " and stays so; raise a new one for what is left"))
      .Vietnamese(absl::StrCat(
          obstacle, " đã khép lại (", state,
          ") nên giữ nguyên; phần còn lại hãy nêu thành vướng mắc mới."))
      .With("obstacle", obstacle)
      .With("state", state)
      .Subject(obstacle);
}

absl::Status AssigneeNotAbove(absl::string_view assigned_to,
                              absl::string_view unit) {
  return Named(StatusCode::kInvalidArgument, "ASSIGNEE_NOT_ABOVE",
               absl::StrCat(assigned_to, " is neither ", unit,
                            ", which raised it, nor above it"))
      .Vietnamese(
          absl::StrCat(assigned_to, " không phải ", unit,
                       " là đơn vị đã nêu, cũng không phải đơn vị cấp trên."))
      .With("assigned_to", assigned_to)
      .With("unit", unit)
      .Field("assigned_to", "must be the unit that raised it or one above it");
}

absl::Status ResolvedBeforeRaised(base::Days raised_on,
                                  base::Days resolved_on) {
  return Named(StatusCode::kInvalidArgument, "RESOLVED_BEFORE_RAISED",
               absl::StrCat("it was raised on ", FormatDate(raised_on),
                            " and cannot have been resolved on ",
                            FormatDate(resolved_on)))
      .Vietnamese(absl::StrCat("Vướng mắc nêu ngày ", DayMonthYear(raised_on),
                               " nên không thể giải quyết xong ngày ",
                               DayMonthYear(resolved_on), "."))
      .With("raised_on", FormatDate(raised_on))
      .With("resolved_on", FormatDate(resolved_on))
      .Field("resolved_on", "must not be before the day it was raised");
}

absl::Status MeetingNotFound(absl::string_view field,
                             absl::string_view meeting) {
  return Named(StatusCode::kNotFound, "MEETING_NOT_FOUND",
               absl::StrCat("there is no meeting ", meeting,
                            "; ListMeetings shows those that there are"))
      .Vietnamese(absl::StrCat("Không có cuộc họp ", meeting,
                               "; ListMeetings liệt kê các cuộc họp hiện có."))
      .With("meeting", meeting)
      .Field(field, "names no meeting")
      .Resource("meeting", meeting);
}

absl::Status MeetingAlreadyExists(absl::string_view meeting) {
  return Named(StatusCode::kAlreadyExists, "MEETING_ALREADY_EXISTS",
               absl::StrCat(meeting, " exists; choose another id"))
      .Vietnamese(absl::StrCat(meeting, " đã có; hãy chọn mã khác."))
      .With("meeting", meeting)
      .Resource("meeting", meeting);
}

absl::Status MeetingConcluded(absl::string_view meeting) {
  return Named(StatusCode::kFailedPrecondition, "MEETING_CONCLUDED",
               absl::StrCat(meeting,
                            " is concluded and does not change any more; "
                            "record what came later in another one"))
      .Vietnamese(absl::StrCat(meeting,
                               " đã kết luận nên không sửa nữa; việc phát sinh "
                               "sau hãy ghi vào cuộc họp khác."))
      .With("meeting", meeting)
      .Subject(meeting);
}

absl::Status MeetingFull(absl::string_view meeting, int limit) {
  return Named(StatusCode::kFailedPrecondition, "MEETING_FULL",
               absl::StrCat(meeting, " has ", limit,
                            " opinions; more go into another meeting"))
      .Vietnamese(
          absl::StrCat(meeting, " đã có ", limit,
                       " ý kiến; ý kiến thêm hãy ghi vào cuộc họp khác."))
      .With("meeting", meeting)
      .With("limit", absl::StrCat(limit))
      .Subject(meeting);
}

}  // namespace loa::units

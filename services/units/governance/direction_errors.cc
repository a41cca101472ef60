#include "absl/strings/str_cat.h"
#include "services/units/error_shapes.h"
#include "services/units/governance/errors.h"

// The errors of reports and directions.
namespace loa::units {
namespace {

using absl::StatusCode;
using base::DayMonthYear;
using base::FormatDate;

}  // namespace

absl::Status TargetNotReported(absl::string_view target,
                               absl::string_view milestone) {
  return Named(StatusCode::kFailedPrecondition, "TARGET_NOT_REPORTED",
               absl::StrCat("target ", target, " is counted by ", milestone,
                            ", which Loa sees itself; nobody reports it"))
      .Vietnamese(absl::StrCat("Chỉ tiêu ", target, " do hệ thống tự đếm theo ",
                               milestone, "; không đơn vị nào phải báo cáo."))
      .With("target", target)
      .With("milestone", milestone)
      .Subject(target);
}

absl::Status UnitNotAsked(absl::string_view unit, absl::string_view subject) {
  return Named(StatusCode::kFailedPrecondition, "UNIT_NOT_ASKED",
               absl::StrCat(subject, " is not for ", unit,
                            "; report for a unit that it counts or addresses"))
      .Vietnamese(absl::StrCat(subject, " không giao cho ", unit,
                               "; chỉ báo cáo cho đơn vị được giao."))
      .With("unit", unit)
      .With("subject", subject)
      .Subject(unit);
}

absl::Status ReportNotFound(absl::string_view unit, absl::string_view subject) {
  return Named(StatusCode::kNotFound, "REPORT_NOT_FOUND",
               absl::StrCat(unit, " has not reported on ", subject,
                            "; ListReports shows what was reported"))
      .Vietnamese(absl::StrCat(unit, " chưa báo cáo về ", subject,
                               "; ListReports liệt kê các báo cáo hiện có."))
      .With("unit", unit)
      .With("subject", subject)
      .Resource("report", subject);
}

absl::Status ReportStateWrong(absl::string_view unit, absl::string_view subject,
                              absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "REPORT_STATE_WRONG",
               absl::StrCat("the report of ", unit, " on ", subject, " is ",
                            state, ", which does not take that"))
      .Vietnamese(absl::StrCat("Báo cáo của ", unit, " về ", subject,
                               " đang ở trạng thái ", state,
                               " nên không làm việc đó được."))
      .With("unit", unit)
      .With("subject", subject)
      .With("state", state)
      .Subject(subject);
}

absl::Status OwnReport(absl::string_view principal) {
  return Named(StatusCode::kPermissionDenied, "OWN_REPORT",
               absl::StrCat(principal,
                            " reported it; somebody else must confirm it"))
      .Vietnamese(
          absl::StrCat("Chính ", principal,
                       " đã báo cáo việc này; phải do người khác xác nhận."))
      .With("principal", principal);
}

absl::Status DirectionNotFound(absl::string_view field,
                               absl::string_view direction) {
  return Named(StatusCode::kNotFound, "DIRECTION_NOT_FOUND",
               absl::StrCat("there is no direction ", direction,
                            "; ListDirections shows those that there are"))
      .Vietnamese(absl::StrCat("Không có ý kiến chỉ đạo ", direction,
                               "; ListDirections liệt kê các ý kiến hiện có."))
      .With("direction", direction)
      .Field(field, "names no direction")
      .Resource("direction", direction);
}

absl::Status DirectionAlreadyExists(absl::string_view direction) {
  return Named(StatusCode::kAlreadyExists, "DIRECTION_ALREADY_EXISTS",
               absl::StrCat(direction, " exists; choose another id"))
      .Vietnamese(absl::StrCat(direction, " đã có; hãy chọn mã khác."))
      .With("direction", direction)
      .Resource("direction", direction);
}

absl::Status AddresseeNotBelow(absl::string_view field,
                               absl::string_view addressee,
                               absl::string_view unit) {
  return Named(StatusCode::kFailedPrecondition, "ADDRESSEE_NOT_BELOW",
               absl::StrCat(addressee, " is neither ", unit, " nor below it"))
      .Vietnamese(absl::StrCat(addressee, " không phải là ", unit,
                               " và cũng không trực thuộc đơn vị này."))
      .With("addressee", addressee)
      .With("unit", unit)
      .Field(field, "must be the unit itself or below it")
      .Subject(addressee);
}

absl::Status DirectionUnaddressed(absl::string_view unit,
                                  absl::string_view level) {
  return Named(
             StatusCode::kFailedPrecondition, "DIRECTION_UNADDRESSED",
             absl::StrCat("there is nobody that it would be for: name units, ",
                          "or a level that there is below ", unit))
      .Vietnamese(absl::StrCat("Ý kiến chỉ đạo chưa giao cho ai; hãy nêu tên "
                               "đơn vị, hoặc một cấp có đơn vị trực thuộc ",
                               unit, "."))
      .With("unit", unit)
      .With("level", level)
      .Field("direction.addressees", "name units below, or a level")
      .Subject(unit);
}

absl::Status DeadlineInvalid(base::Days given_on, base::Days deadline) {
  return Named(StatusCode::kInvalidArgument, "DEADLINE_INVALID",
               absl::StrCat("it was given on ", FormatDate(given_on),
                            " and cannot have been due on ",
                            FormatDate(deadline)))
      .Vietnamese(absl::StrCat("Ý kiến chỉ đạo ngày ", DayMonthYear(given_on),
                               " không thể có hạn ngày ",
                               DayMonthYear(deadline), "."))
      .With("given_on", FormatDate(given_on))
      .With("deadline", FormatDate(deadline))
      .Field("direction.deadline", "must not be before the day it was given");
}

absl::Status DirectionFull(absl::string_view direction, int limit) {
  return Named(StatusCode::kFailedPrecondition, "DIRECTION_FULL",
               absl::StrCat(direction, " has ", limit,
                            " notes; give a new direction"))
      .Vietnamese(absl::StrCat(direction, " đã có ", limit,
                               " ghi chép; hãy ban hành ý kiến chỉ đạo mới."))
      .With("direction", direction)
      .With("limit", absl::StrCat(limit))
      .Subject(direction);
}

}  // namespace loa::units

#include "absl/strings/str_cat.h"
#include "services/units/error_shapes.h"
#include "services/units/errors.h"

// The errors of plans, their targets and facts.
namespace loa::units {
namespace {

using absl::StatusCode;
using base::DayMonthYear;
using base::FormatDate;

}  // namespace

absl::Status PlanNotFound(absl::string_view field, absl::string_view plan) {
  return Named(StatusCode::kNotFound, "PLAN_NOT_FOUND",
               absl::StrCat("there is no plan ", plan,
                            "; ListPlans shows those that there are"))
      .Vietnamese(absl::StrCat("Không có kế hoạch ", plan,
                               "; ListPlans liệt kê các kế hoạch hiện có."))
      .With("plan", plan)
      .Field(field, "names no plan")
      .Resource("plan", plan);
}

absl::Status PlanAlreadyExists(absl::string_view plan,
                               absl::string_view number) {
  return Named(StatusCode::kAlreadyExists, "PLAN_ALREADY_EXISTS",
               absl::StrCat(plan, " has that id or the number ", number))
      .Vietnamese(absl::StrCat(plan, " đã mang mã đó hoặc số ", number, "."))
      .With("plan", plan)
      .With("number", number)
      .Resource("plan", plan);
}

absl::Status TargetNotFound(absl::string_view target) {
  return Named(StatusCode::kNotFound, "TARGET_NOT_FOUND",
               absl::StrCat("the plan has no target ", target))
      .Vietnamese(absl::StrCat("Kế hoạch không có chỉ tiêu ", target, "."))
      .With("target", target)
      .Field("target", "names no target of the plan")
      .Resource("target", target);
}

absl::Status TargetAlreadyExists(absl::string_view target) {
  return Named(StatusCode::kAlreadyExists, "TARGET_ALREADY_EXISTS",
               absl::StrCat("the plan has a target ", target, " already"))
      .Vietnamese(absl::StrCat("Kế hoạch đã có chỉ tiêu ", target, "."))
      .With("target", target)
      .Resource("target", target);
}

absl::Status TargetInvalid(absl::string_view field, absl::string_view target,
                           absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "TARGET_INVALID",
               absl::StrCat("target ", target, ": ", why))
      .Vietnamese(absl::StrCat("Chỉ tiêu ", target,
                               " không hợp lệ; hãy xem lại trường ", field,
                               "."))
      .With("target", target)
      .Field(field, why);
}

absl::Status FactInFuture(absl::string_view field, base::Days achieved_on) {
  return Named(StatusCode::kInvalidArgument, "FACT_IN_FUTURE",
               absl::StrCat("nothing can have been achieved on ",
                            FormatDate(achieved_on), ", which is to come"))
      .Vietnamese(absl::StrCat("Không việc gì có thể đã đạt vào ngày ",
                               DayMonthYear(achieved_on), " chưa đến."))
      .With("achieved_on", FormatDate(achieved_on))
      .Field(field, "must not be after today");
}

}  // namespace loa::units

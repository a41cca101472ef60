#include "services/metrics/figures/expected_figures.h"

#include <algorithm>

#include "absl/flags/flag.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/errors.h"
#include "services/metrics/register.h"

ABSL_FLAG(std::string, monthly_figures, "followers",
          "Metrics, with commas, that people report every month of pages that "
          "no platform tells of; empty: none is waited for");

namespace loa::metrics {
namespace {

constexpr char kFlag[] = "monthly_figures";
constexpr char kRight[] = "metrics that are defined, such as followers,reach";

// Days of the month after that a unit has for its report.
constexpr int kDaysToReport = 10;

base::Days DaysOf(absl::CivilDay day) {
  return day - absl::CivilDay(1970, 1, 1);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> MonthlyFiguresFromFlags() {
  const std::string flag = absl::GetFlag(FLAGS_monthly_figures);
  std::vector<std::string> ids;
  for (absl::string_view part :
       absl::StrSplit(flag, ',', absl::SkipWhitespace())) {
    const std::string id(absl::StripAsciiWhitespace(part));
    if (std::count(ids.begin(), ids.end(), id) > 0) {
      return FlagInvalid(kFlag, flag, "each metric once");
    }
    ids.push_back(id);
  }
  return ids;
}

absl::Status CheckMonthlyFigures(sql::Tx& tx,
                                 const std::vector<std::string>& metric_ids) {
  ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
  for (const std::string& id : metric_ids) {
    if (definitions.Of(id) == nullptr) return FlagInvalid(kFlag, id, kRight);
  }
  return absl::OkStatus();
}

ReportedMonth MonthBefore(base::Days today) {
  const absl::CivilMonth now(absl::CivilDay(1970, 1, 1) + today);
  const base::Days begin = DaysOf(absl::CivilDay(now));
  return {.first = DaysOf(absl::CivilDay(now - 1)),
          .last = begin - 1,
          .asked_on = begin,
          .late_on = begin + kDaysToReport};
}

bool IsReportedByPeople(const units::v1::Page& page, const ReportedMonth& month,
                        base::Days today) {
  return page.platform() != units::v1::PLATFORM_WEBHOOK &&
         page.connection() != units::v1::Page::CONNECTED &&
         CountsOn(page, month.last) && CountsOn(page, today);
}

}  // namespace loa::metrics

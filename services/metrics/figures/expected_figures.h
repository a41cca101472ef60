#ifndef LOA_SERVICES_METRICS_FIGURES_EXPECTED_FIGURES_H_
#define LOA_SERVICES_METRICS_FIGURES_EXPECTED_FIGURES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/page_service.pb.h"

// What people are expected to report, of which pages and until when.
namespace loa::metrics {

// --monthly_figures: ids of metrics, in its order, each once. Errors:
// FLAG_INVALID.
absl::StatusOr<std::vector<std::string>> MonthlyFiguresFromFlags();

// Errors: FLAG_INVALID for one that is no metric of this store.
absl::Status CheckMonthlyFigures(sql::Tx& tx,
                                 const std::vector<std::string>& metric_ids);

// The month whose figures are wanted: that before the month of `today`.
struct ReportedMonth {
  // Its days.
  base::Days first = 0;
  base::Days last = 0;
  // The day from which they can be reported as a whole, and the first day on
  // which they are late.
  base::Days asked_on = 0;
  base::Days late_on = 0;
};
ReportedMonth MonthBefore(base::Days today);

// Do people say the figures of a page, since no platform tells them to Loa? It
// counts in the whole of `month` that is left and today; pages of an own web
// site have none.
bool IsReportedByPeople(const units::v1::Page& page, const ReportedMonth& month,
                        base::Days today);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_EXPECTED_FIGURES_H_

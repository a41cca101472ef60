#ifndef LOA_SERVICES_METRICS_FIGURES_REPORTING_WORK_H_
#define LOA_SERVICES_METRICS_FIGURES_REPORTING_WORK_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// The figures of last month that people are to report, an item a page: of pages
// that no platform tells of, while no value of the month counts and none waits
// for its confirmation.  What was not reported then is asked for no more;
// ListMissingReports still shows it.
class ReportingWork : public work::WorkSource {
 public:
  // `metric_ids` are those that are expected.  The others outlive it.
  ReportingWork(sql::Database& database, const Register& registry,
                std::vector<std::string> metric_ids)
      : database_(database),
        registry_(registry),
        metric_ids_(std::move(metric_ids)) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
  const Register& registry_;
  const std::vector<std::string> metric_ids_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_REPORTING_WORK_H_

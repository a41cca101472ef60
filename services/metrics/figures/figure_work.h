#ifndef LOA_SERVICES_METRICS_FIGURES_FIGURE_WORK_H_
#define LOA_SERVICES_METRICS_FIGURES_FIGURE_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// The reported figures that wait for the unit above to confirm them.  Both
// outlive it.
class FigureWork : public work::WorkSource {
 public:
  FigureWork(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
  const Register& registry_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_FIGURE_WORK_H_

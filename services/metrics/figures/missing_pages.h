#ifndef LOA_SERVICES_METRICS_FIGURES_MISSING_PAGES_H_
#define LOA_SERVICES_METRICS_FIGURES_MISSING_PAGES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/clients/registry_view.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/sample_service.pb.h"

namespace loa::metrics {

// Which values of a metric are looked for: those of days first to last.
struct MetricPeriod {
  std::string metric_id;
  base::Days first = 0;
  base::Days last = 0;
};

// How many pages MissingAmong() is best asked about at once.
inline constexpr size_t kPagesABatch = 500;

// Those of `pages` that have no value in the period, in order of name.
absl::StatusOr<std::vector<v1::MissingReport>> MissingAmong(
    sql::Tx& tx, const std::vector<clients::PagePtr>& pages,
    const MetricPeriod& period);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_MISSING_PAGES_H_

#ifndef LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_OF_H_
#define LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_OF_H_

#include <string>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/clients/registry_view.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/rollup_service.pb.h"
#include "services/metrics/definitions/metric_store.h"

namespace loa::metrics {

// What is asked of a unit.
struct RollupQuery {
  std::string unit;
  bool own_pages_only = false;
  base::Days first = 0;
  base::Days last = 0;
  int64_t version = 0;  // 0: the one of the last day
};

// One metric of a subtree as the days reported it: what each source says, and
// the coverage beside it.  `definition` is one of the metric's.
absl::StatusOr<v1::Rollup> RollupOf(sql::Tx& tx,
                                    const clients::RegistryView& view,
                                    const Definition& definition,
                                    const RollupQuery& query);

// The definition that a query is of.  Errors: METRIC_NOT_FOUND.
absl::StatusOr<const Definition*> DefinitionFor(const Definitions& definitions,
                                                const std::string& metric,
                                                const RollupQuery& query);

// How many pages of a unit and all below it count on `day`.
int PageCountOn(const clients::RegistryView& view, const std::string& unit,
                bool own_pages_only, base::Days day);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_OF_H_

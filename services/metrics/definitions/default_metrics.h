#ifndef LOA_SERVICES_METRICS_DEFINITIONS_DEFAULT_METRICS_H_
#define LOA_SERVICES_METRICS_DEFINITIONS_DEFAULT_METRICS_H_

#include <string>
#include <vector>

#include "services/metrics/definitions/metric_store.h"

namespace loa::metrics {

// A metric that a new store begins with.
struct DefaultMetric {
  std::string display_name;
  std::vector<Definition> definitions;
};

// What the first user reads of its pages, with the names that the Graph API
// has for it and had before it renamed them.
std::vector<DefaultMetric> DefaultMetrics();

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DEFINITIONS_DEFAULT_METRICS_H_

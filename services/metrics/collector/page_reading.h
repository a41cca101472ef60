#ifndef LOA_SERVICES_METRICS_COLLECTOR_PAGE_READING_H_
#define LOA_SERVICES_METRICS_COLLECTOR_PAGE_READING_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/platform/insights.h"
#include "services/metrics/definitions/metric_store.h"

namespace loa::metrics {

// What the platform said of one page.
struct PageReading {
  // By the platform's name of the metric; fields have one value, of today.
  std::map<std::string, platform::DayValues> values;
  // Names that the platform does not know, though it answered for others.
  std::set<std::string> unknown;
  // The page is too small to have insights.
  bool too_small = false;
};

// The names that the platform must be asked for to fill `definition`, without
// the "field:" of a field.
struct PlatformNames {
  std::vector<std::string> insights;  // two of a ratio
  std::string field;                  // "" for none
};
PlatformNames NamesOf(const Definition& definition);

// Asks for everything that living definitions need: fields as they are today,
// insights of [first, today - 1].  One unknown metric fails a whole call of the
// platform: then each is asked for by itself.  An unknown name is believed only
// where the platform answered another question about the page, else it is the
// reading's error.
absl::StatusOr<PageReading> ReadPage(platform::PageInsights& insights,
                                     const platform::Credential& credential,
                                     const Definitions& definitions,
                                     base::Days first, base::Days today);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_COLLECTOR_PAGE_READING_H_

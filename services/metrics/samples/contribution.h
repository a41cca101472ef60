#ifndef LOA_SERVICES_METRICS_SAMPLES_CONTRIBUTION_H_
#define LOA_SERVICES_METRICS_SAMPLES_CONTRIBUTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loa/metrics/v1/metric.pb.h"
#include "services/metrics/samples/sample.h"

namespace loa::metrics {

// What values add up to, by class: see table rollup.
struct Amounts {
  int64_t sum = 0;
  int64_t denominator = 0;
  int64_t pages = 0;
  int64_t lower_bounds = 0;
  int64_t resets = 0;

  Amounts& operator+=(const Amounts& other);
  Amounts operator-() const;
  bool IsZero() const;
};

// What a value adds on a day to all scopes of a branch.
struct Contribution {
  base::Days day = 0;
  std::string branch;
  Amounts amounts;
};

// What `point` adds, knowing the value before it in its series.  A pure
// function, so that a correction takes away exactly what was added:
//   FLOW, UNIQUE, RATIO  the value
//   COUNTER  the increase since the value before; a smaller value means that
//            counting began anew at 0; the first value only sets the mark
//   STOCK    the change since the value before; where the page belongs to
//            another branch by then, the whole value moves over
std::vector<Contribution> ContributionsOf(v1::MetricClass metric_class,
                                          const std::optional<Point>& before,
                                          const Point& point);

// Does what a value adds depend on the value before it?
bool DependsOnBefore(v1::MetricClass metric_class);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_CONTRIBUTION_H_

#ifndef LOA_SERVICES_METRICS_SAMPLES_SAMPLE_H_
#define LOA_SERVICES_METRICS_SAMPLES_SAMPLE_H_

#include <cstdint>
#include <string>
#include <tuple>

#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "loa/metrics/v1/metric.pb.h"

namespace loa::metrics {

// The values of one page and metric that form one line over the days.
struct Series {
  std::string page;
  std::string metric_id;
  int64_t version = 1;
  v1::FigureSource source = v1::FIGURE_SOURCE_UNSPECIFIED;

  friend bool operator<(const Series& a, const Series& b) {
    return std::tie(a.page, a.metric_id, a.version, a.source) <
           std::tie(b.page, b.metric_id, b.version, b.source);
  }
  friend bool operator==(const Series& a, const Series& b) {
    return !(a < b) && !(b < a);
  }
};

// One value of a series.
struct Point {
  base::Days day = 0;
  int64_t value = 0;  // of a ratio the numerator
  int64_t denominator = 0;
  bool lower_bound = false;
  std::string branch;  // where it counts, see branch.h

  friend bool operator==(const Point& a, const Point& b) {
    return std::tie(a.day, a.value, a.denominator, a.lower_bound, a.branch) ==
           std::tie(b.day, b.value, b.denominator, b.lower_bound, b.branch);
  }
};

// A value as it comes in.
struct Sample {
  Series series;
  v1::MetricClass metric_class = v1::METRIC_CLASS_UNSPECIFIED;
  Point point;
  absl::Time observed_at;
  std::string recorder;
};

// Does `a` take the place of `b`, of the same series and day?  The later
// observed does; of two of one instant the greater, so that whichever comes
// first, the same one stays.
inline bool Replaces(const Point& a, absl::Time a_observed, const Point& b,
                     absl::Time b_observed) {
  return std::tie(a_observed, a.value, a.denominator, a.lower_bound) >
         std::tie(b_observed, b.value, b.denominator, b.lower_bound);
}

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_SAMPLE_H_

#ifndef LOA_SERVICES_METRICS_SAMPLES_ROLLUP_ROWS_H_
#define LOA_SERVICES_METRICS_SAMPLES_ROLLUP_ROWS_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "absl/status/status.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/metric.pb.h"
#include "services/metrics/samples/contribution.h"

namespace loa::metrics {

// Which row of table rollup.
struct RollupKey {
  std::string scope;
  std::string metric_id;
  int64_t version = 1;
  v1::FigureSource source = v1::FIGURE_SOURCE_UNSPECIFIED;
  base::Days day = 0;

  friend bool operator<(const RollupKey& a, const RollupKey& b) {
    return std::tie(a.scope, a.metric_id, a.version, a.source, a.day) <
           std::tie(b.scope, b.metric_id, b.version, b.source, b.day);
  }
};

// How one row changes.
struct RollupChange {
  Amounts amounts;
  int64_t largest = 0;  // of the values that came
  int64_t gone = -1;    // the largest of the values that went; -1: none did
};

// The changes that one transaction makes, one a row however many samples touch
// it.
class RollupChanges {
 public:
  RollupChange& At(const RollupKey& key) { return changes_[key]; }

  // Writes them, in order of key.  The samples must be written before: where
  // the largest value of a row went, the next largest is looked for among
  // them, which reads the samples of that scope and day.
  absl::Status Apply(sql::Tx& tx) const;

 private:
  std::map<RollupKey, RollupChange> changes_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_ROLLUP_ROWS_H_

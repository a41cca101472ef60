#ifndef LOA_SERVICES_METRICS_SAMPLES_RECORDING_H_
#define LOA_SERVICES_METRICS_SAMPLES_RECORDING_H_

#include <vector>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "services/metrics/samples/sample.h"

namespace loa::metrics {

// What became of recorded samples.
struct RecordCounts {
  int added = 0;
  int corrected = 0;
  int unchanged = 0;
};

// Records samples and what they add to every scope of their branch, in the
// caller's transaction: the only way that samples and roll-ups change.  A
// sample touches its own day and, where values build on each other, the next
// one of its series: O(depth) rows.  Any permutation, duplication and splitting
// of a set of samples leaves the same rows.  The branch of each sample must be
// recorded; a correction keeps the branch of what it corrects.
absl::StatusOr<RecordCounts> RecordSamples(sql::Tx& tx,
                                           std::vector<Sample> samples);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_RECORDING_H_

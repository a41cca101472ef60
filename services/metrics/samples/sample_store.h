#ifndef LOA_SERVICES_METRICS_SAMPLES_SAMPLE_STORE_H_
#define LOA_SERVICES_METRICS_SAMPLES_SAMPLE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/metrics/samples/sample.h"

namespace loa::metrics {

// A point with the instant that it was observed at.
struct StoredPoint {
  Point point;
  absl::Time observed_at;
};

// Nobody else changes what is recorded of the page until the transaction ends.
absl::Status LockPageSamples(sql::Tx& tx, const std::string& page);

absl::StatusOr<std::optional<StoredPoint>> FindPoint(sql::Tx& tx,
                                                     const Series& series,
                                                     base::Days day);
// The nearest points of the series before and after `day`.
absl::StatusOr<std::optional<Point>> PointBefore(sql::Tx& tx,
                                                 const Series& series,
                                                 base::Days day);
absl::StatusOr<std::optional<Point>> PointAfter(sql::Tx& tx,
                                                const Series& series,
                                                base::Days day);

// Writes the sample in place of what is there.
absl::Status SaveSample(sql::Tx& tx, const Sample& sample);

// Where a list of samples goes on: after this row.
struct SampleKey {
  std::string metric_id;
  base::Days day = 0;
  int64_t source = 0;
  int64_t version = 0;
};

// Of a page, in order of metric, day, source and version; metric_id "": all.
absl::StatusOr<std::vector<Sample>> ListSamplesAfter(
    sql::Tx& tx, const std::string& page, const std::string& metric_id,
    base::Days first_day, base::Days last_day, const SampleKey& after,
    int limit);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_SAMPLE_STORE_H_

#ifndef LOA_SERVICES_METRICS_DEFINITIONS_METRIC_STORE_H_
#define LOA_SERVICES_METRICS_DEFINITIONS_METRIC_STORE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/metric.pb.h"

namespace loa::metrics {

// One version of what a metric means.
struct Definition {
  std::string metric_id;
  int64_t version = 1;
  v1::MetricClass metric_class = v1::METRIC_CLASS_UNSPECIFIED;
  base::Days valid_from = 0;
  std::string facebook_name;
  std::string note;
  std::optional<absl::Time> retired_at;
};

// All definitions of a store, by metric, the oldest first.
class Definitions {
 public:
  void Add(Definition definition);
  // Null when there is no such metric.
  const std::vector<Definition>* Of(absl::string_view metric_id) const;
  // The definition that holds on `day`; null when there is no such metric.
  const Definition* On(absl::string_view metric_id, base::Days day) const;
  const std::map<std::string, std::vector<Definition>, std::less<>>& all()
      const {
    return by_metric_;
  }

 private:
  std::map<std::string, std::vector<Definition>, std::less<>> by_metric_;
};

absl::StatusOr<Definitions> ReadDefinitions(sql::Tx& tx);

// "metrics/{metric}" as its id.  Errors: FIELD_INVALID at `field`.
absl::StatusOr<std::string> MetricIdOf(absl::string_view field,
                                       absl::string_view metric);

// Writes a metric; false when it is there.
absl::StatusOr<bool> InsertMetric(sql::Tx& tx, const std::string& metric_id,
                                  const std::string& display_name,
                                  absl::Time now);
absl::Status InsertDefinition(sql::Tx& tx, const Definition& definition);
// The platform knows no such metric any more.
absl::Status RetireDefinition(sql::Tx& tx, const std::string& metric_id,
                              int64_t version, absl::Time now);

// The last day for which a value of the metric is recorded, whoever says it;
// nullopt when none is.
absl::StatusOr<std::optional<base::Days>> LastSampleDay(
    sql::Tx& tx, const std::string& metric_id);

// A metric with its definitions; nullopt when there is none.
absl::StatusOr<std::optional<v1::Metric>> FindMetric(
    sql::Tx& tx, const std::string& metric_id);
// What people call the metrics, by id.
absl::StatusOr<std::map<std::string, std::string>> MetricDisplayNames(
    sql::Tx& tx);
// In order of id, after `after`.
absl::StatusOr<std::vector<v1::Metric>> ListMetricsAfter(
    sql::Tx& tx, const std::string& after, int limit);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DEFINITIONS_METRIC_STORE_H_

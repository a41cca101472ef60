#ifndef LOA_SERVICES_METRICS_DEFINITIONS_METRICS_H_
#define LOA_SERVICES_METRICS_DEFINITIONS_METRICS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/metric_service.pb.h"

namespace loa::metrics {

// What is measured.  Contracts and errors: metric_service.proto.
class Metrics {
 public:
  explicit Metrics(sql::Database& database) : database_(database) {}

  // Stores those of the default metrics that are not there.  Call it at start;
  // many replicas may.
  absl::Status EnsureDefaults(absl::Time now);

  absl::StatusOr<v1::Metric> GetMetric(const rpc::RequestContext& context,
                                       const v1::GetMetricRequest& request);
  absl::StatusOr<v1::ListMetricsResponse> ListMetrics(
      const rpc::RequestContext& context,
      const v1::ListMetricsRequest& request);
  absl::StatusOr<v1::Metric> CreateMetric(
      const rpc::RequestContext& context,
      const v1::CreateMetricRequest& request);
  absl::StatusOr<v1::Metric> DefineMetric(
      const rpc::RequestContext& context,
      const v1::DefineMetricRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DEFINITIONS_METRICS_H_

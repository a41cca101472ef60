#ifndef LOA_SERVICES_METRICS_DEFINITIONS_METRIC_SERVICE_H_
#define LOA_SERVICES_METRICS_DEFINITIONS_METRIC_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/metrics/definitions/metrics.h"

namespace loa::metrics {

// The transport of MetricService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewMetricService(const rpc::CallEnv& env,
                                                Metrics& metrics);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DEFINITIONS_METRIC_SERVICE_H_

#ifndef LOA_SERVICES_METRICS_SAMPLES_SAMPLE_SERVICE_H_
#define LOA_SERVICES_METRICS_SAMPLES_SAMPLE_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/metrics/samples/samples.h"

namespace loa::metrics {

// The transport of SampleService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewSampleService(const rpc::CallEnv& env,
                                                Samples& samples);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_SAMPLE_SERVICE_H_

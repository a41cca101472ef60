#ifndef LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_SERVICE_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/metrics/evaluations/evaluations.h"

namespace loa::metrics {

// The transport of EvaluationService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewEvaluationService(const rpc::CallEnv& env,
                                                    Evaluations& evaluations);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_SERVICE_H_

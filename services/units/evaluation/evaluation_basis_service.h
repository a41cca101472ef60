#ifndef LOA_SERVICES_UNITS_EVALUATION_EVALUATION_BASIS_SERVICE_H_
#define LOA_SERVICES_UNITS_EVALUATION_EVALUATION_BASIS_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/evaluation/evaluation_basis.h"

namespace loa::units {

// The transport of EvaluationBasisService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewEvaluationBasisService(
    const rpc::CallEnv& env, EvaluationReads& reads);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_EVALUATION_EVALUATION_BASIS_SERVICE_H_

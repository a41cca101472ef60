#ifndef LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_SERVICE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/governance/directions.h"

namespace loa::units {

// The transport of DirectionService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewDirectionService(const rpc::CallEnv& env,
                                                   Directions& directions);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_SERVICE_H_

#ifndef LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_SERVICE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/governance/obstacles.h"

namespace loa::units {

// The transport of ObstacleService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewObstacleService(const rpc::CallEnv& env,
                                                  Obstacles& obstacles);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_SERVICE_H_

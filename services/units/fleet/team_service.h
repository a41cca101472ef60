#ifndef LOA_SERVICES_UNITS_FLEET_TEAM_SERVICE_H_
#define LOA_SERVICES_UNITS_FLEET_TEAM_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/fleet/teams.h"

namespace loa::units {

// The transport of TeamService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewTeamService(const rpc::CallEnv& env,
                                              Teams& teams);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_TEAM_SERVICE_H_

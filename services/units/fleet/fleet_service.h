#ifndef LOA_SERVICES_UNITS_FLEET_FLEET_SERVICE_H_
#define LOA_SERVICES_UNITS_FLEET_FLEET_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/fleet/discovery.h"
#include "services/units/fleet/fleet_health.h"
#include "services/units/fleet/probes.h"

namespace loa::units {

// The transport of FleetService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewFleetService(const rpc::CallEnv& env,
                                               Discovery& discovery,
                                               Probes& probes,
                                               FleetHealthReports& health);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_FLEET_SERVICE_H_

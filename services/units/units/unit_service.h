#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_SERVICE_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/units/unit_import.h"
#include "services/units/units/units.h"

namespace loa::units {

// The transport of UnitService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewUnitService(const rpc::CallEnv& env,
                                              Units& units,
                                              UnitImport& unit_import);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_SERVICE_H_

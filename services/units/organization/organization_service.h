#ifndef LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_SERVICE_H_
#define LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/organization/organization.h"

namespace loa::units {

// The transport of OrganizationService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewOrganizationService(
    const rpc::CallEnv& env, OrganizationSettings& organization);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_SERVICE_H_

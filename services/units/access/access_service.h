#ifndef LOA_SERVICES_UNITS_ACCESS_ACCESS_SERVICE_H_
#define LOA_SERVICES_UNITS_ACCESS_ACCESS_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/access/audit_reports.h"
#include "services/units/access/principals.h"
#include "services/units/access/role_bindings.h"
#include "services/units/access/tokens.h"

namespace loa::units {

// The transport of AccessService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewAccessService(const rpc::CallEnv& env,
                                                Tokens& tokens,
                                                Principals& principals,
                                                RoleBindings& role_bindings,
                                                AuditReports& audit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_ACCESS_SERVICE_H_

#ifndef LOA_SERVICES_UNITS_PAGES_PAGE_SERVICE_H_
#define LOA_SERVICES_UNITS_PAGES_PAGE_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/pages/connections.h"
#include "services/units/pages/pages.h"

namespace loa::units {

// The transport of PageService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewPageService(const rpc::CallEnv& env,
                                              Pages& pages,
                                              Connections& connections);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_PAGE_SERVICE_H_

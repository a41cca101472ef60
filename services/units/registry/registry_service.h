#ifndef LOA_SERVICES_UNITS_REGISTRY_REGISTRY_SERVICE_H_
#define LOA_SERVICES_UNITS_REGISTRY_REGISTRY_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "libs/rpc/watch_hub.h"
#include "services/units/registry/registry_watch.h"

namespace loa::units {

// The transport of RegistryService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewRegistryService(const rpc::CallEnv& env,
                                                  rpc::WatchHub& hub,
                                                  RegistryWatch& registry);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_REGISTRY_SERVICE_H_

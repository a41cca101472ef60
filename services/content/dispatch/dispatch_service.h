#ifndef LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_SERVICE_H_
#define LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_SERVICE_H_

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/dispatch/attempts.h"
#include "services/content/dispatch/leases.h"
#include "services/content/dispatch/settling.h"
#include "services/content/publications/gate_keeping.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::content {

// DispatchService on the wire. Everything outlives it.
std::unique_ptr<grpc::Service> NewDispatchService(const rpc::CallEnv& env,
                                                  Leases& leases,
                                                  Attempts& attempts,
                                                  Settling& settling,
                                                  GateKeeping& gates);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_SERVICE_H_

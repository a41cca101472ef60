#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_SERVICE_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_SERVICE_H_

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/amendments/amendment_dispatch.h"
#include "services/content/amendments/amendments.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::content {

// AmendmentService and AmendmentDispatchService on the wire. Everything
// outlives them.
std::unique_ptr<grpc::Service> NewAmendmentService(const rpc::CallEnv& env,
                                                   Amendments& amendments);
// See above.
std::unique_ptr<grpc::Service> NewAmendmentDispatchService(
    const rpc::CallEnv& env, AmendmentDispatch& dispatch);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_SERVICE_H_

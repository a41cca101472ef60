#ifndef LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_SERVICE_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_SERVICE_H_

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/outside/outside_posts.h"
#include "services/content/outside/sweep.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::content {

// OutsidePostService and SweepService on the wire. Everything outlives them.
std::unique_ptr<grpc::Service> NewOutsidePostService(const rpc::CallEnv& env,
                                                     OutsidePosts& posts);
// See above.
std::unique_ptr<grpc::Service> NewSweepService(const rpc::CallEnv& env,
                                               Sweep& sweep);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_SERVICE_H_

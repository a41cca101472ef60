#ifndef LOA_SERVICES_MODERATION_REVIEWS_DESK_SERVICE_H_
#define LOA_SERVICES_MODERATION_REVIEWS_DESK_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/moderation/reviews/desk.h"

namespace loa::moderation {

// The transport of DeskService.  `env` and `desk` outlive it.
std::unique_ptr<grpc::Service> NewDeskService(const rpc::CallEnv& env,
                                              Desk& desk);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_DESK_SERVICE_H_

#ifndef LOA_SERVICES_MODERATION_POLICIES_POLICY_SERVICE_H_
#define LOA_SERVICES_MODERATION_POLICIES_POLICY_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/moderation/policies/policies.h"

namespace loa::moderation {

// The transport of PolicyService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewPolicyService(const rpc::CallEnv& env,
                                                Policies& policies);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_POLICIES_POLICY_SERVICE_H_

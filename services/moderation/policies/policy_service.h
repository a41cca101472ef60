#ifndef LOA_SERVICES_MODERATION_POLICIES_POLICY_SERVICE_H_
#define LOA_SERVICES_MODERATION_POLICIES_POLICY_SERVICE_H_

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/moderation/policies/policies.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::moderation {

// loa.moderation.v1.PolicyService over `policies`.  Both arguments outlive it.
std::unique_ptr<grpc::Service> NewPolicyService(const rpc::CallEnv& env,
                                                Policies& policies);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_POLICIES_POLICY_SERVICE_H_

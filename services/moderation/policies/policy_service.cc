#include "services/moderation/policies/policy_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/moderation/v1/policy_service.grpc.pb.h"

namespace loa::moderation {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;

class PolicyService : public v1::PolicyService::CallbackService {
 public:
  PolicyService(const rpc::CallEnv& env, Policies& policies)
      : env_(env), policies_(policies) {}

  ServerUnaryReactor* CreatePolicy(CallbackServerContext* grpc,
                                   const v1::CreatePolicyRequest* request,
                                   v1::Policy* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::CreatePolicy, &policies_));
  }
  ServerUnaryReactor* GetPolicy(CallbackServerContext* grpc,
                                const v1::GetPolicyRequest* request,
                                v1::Policy* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::GetPolicy, &policies_));
  }
  ServerUnaryReactor* ListPolicies(
      CallbackServerContext* grpc, const v1::ListPoliciesRequest* request,
      v1::ListPoliciesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::ListPolicies, &policies_));
  }
  ServerUnaryReactor* ActivatePolicy(CallbackServerContext* grpc,
                                     const v1::ActivatePolicyRequest* request,
                                     v1::Policy* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::ActivatePolicy, &policies_));
  }

 private:
  const rpc::CallEnv& env_;
  Policies& policies_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPolicyService(const rpc::CallEnv& env,
                                                Policies& policies) {
  return std::make_unique<PolicyService>(env, policies);
}

}  // namespace loa::moderation

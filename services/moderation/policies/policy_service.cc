#include "services/moderation/policies/policy_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/moderation/v1/policy_service.grpc.pb.h"

namespace loa::moderation {
namespace {

class Transport final : public v1::PolicyService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Policies& policies)
      : env_(env), policies_(policies) {}

  grpc::ServerUnaryReactor* CreatePolicy(grpc::CallbackServerContext* grpc,
                                         const v1::CreatePolicyRequest* request,
                                         v1::Policy* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::CreatePolicy, &policies_));
  }
  grpc::ServerUnaryReactor* GetPolicy(grpc::CallbackServerContext* grpc,
                                      const v1::GetPolicyRequest* request,
                                      v1::Policy* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::GetPolicy, &policies_));
  }
  grpc::ServerUnaryReactor* ListPolicies(
      grpc::CallbackServerContext* grpc, const v1::ListPoliciesRequest* request,
      v1::ListPoliciesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Policies::ListPolicies, &policies_));
  }
  grpc::ServerUnaryReactor* ActivatePolicy(
      grpc::CallbackServerContext* grpc,
      const v1::ActivatePolicyRequest* request, v1::Policy* response) override {
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
  return std::make_unique<Transport>(env, policies);
}

}  // namespace loa::moderation

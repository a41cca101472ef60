#ifndef LOA_SERVICES_MODERATION_POLICIES_POLICIES_H_
#define LOA_SERVICES_MODERATION_POLICIES_POLICIES_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/policy_service.pb.h"

namespace loa::moderation {

// The versions of the policy.  Contracts and errors: policy_service.proto.
class Policies {
 public:
  explicit Policies(sql::Database& database) : database_(database) {}

  // Stores the default policy and makes it active, unless one is already.
  // Call it at start; many replicas may.
  absl::Status EnsureDefault(absl::Time now);

  absl::StatusOr<v1::Policy> CreatePolicy(
      const rpc::RequestContext& context,
      const v1::CreatePolicyRequest& request);
  absl::StatusOr<v1::Policy> GetPolicy(const rpc::RequestContext& context,
                                       const v1::GetPolicyRequest& request);
  absl::StatusOr<v1::ListPoliciesResponse> ListPolicies(
      const rpc::RequestContext& context,
      const v1::ListPoliciesRequest& request);
  absl::StatusOr<v1::Policy> ActivatePolicy(
      const rpc::RequestContext& context,
      const v1::ActivatePolicyRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_POLICIES_POLICIES_H_

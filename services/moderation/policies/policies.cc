#include "services/moderation/policies/policies.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"
#include "services/moderation/policies/policy_store.h"
#include "services/moderation/screening/default_policy.h"
#include "services/moderation/screening/policy_check.h"

namespace loa::moderation {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;
constexpr char kActive[] = "active";

absl::StatusOr<v1::Policy> MustFind(sql::Tx& tx, const std::string& policy_id) {
  ASSIGN_OR_RETURN(std::optional<v1::Policy> policy, FindPolicy(tx, policy_id));
  if (!policy) return PolicyNotFound(rpc::JoinName("policies", policy_id));
  return *std::move(policy);
}

// The policy that `name` names, "policies/active" included.
absl::StatusOr<v1::Policy> Resolve(sql::Tx& tx, const std::string& name) {
  ASSIGN_OR_RETURN(std::string policy_id,
                   rpc::ParseId("name", name, "policies"));
  if (policy_id == kActive) {
    ASSIGN_OR_RETURN(policy_id, ActivePolicyId(tx));
    if (policy_id.empty()) return NoActivePolicy();
  }
  return MustFind(tx, policy_id);
}

absl::StatusOr<int64_t> SequenceIn(const v1::ListPoliciesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  int64_t before = std::numeric_limits<int64_t>::max();
  if (key.empty()) return before;
  if (key.size() != 1 || !absl::SimpleAtoi(key[0], &before)) {
    return rpc::PageTokenInvalid();
  }
  return before;
}

}  // namespace

absl::Status Policies::EnsureDefault(absl::Time now) {
  return database_.Write([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string active, ActivePolicyId(tx));
    if (!active.empty()) return absl::OkStatus();
    v1::Policy policy = DefaultPolicy();
    NameByContent(policy);
    RETURN_IF_ERROR(InsertPolicy(tx, policy, now));
    ASSIGN_OR_RETURN(const std::string policy_id,
                     rpc::ParseId("name", policy.name(), "policies"));
    return SetFirstActivePolicy(tx, policy_id, now);
  });
}

absl::StatusOr<v1::Policy> Policies::CreatePolicy(
    const rpc::RequestContext& context,
    const v1::CreatePolicyRequest& request) {
  RETURN_IF_ERROR(CheckPolicy(request.policy()));
  v1::Policy policy = request.policy();
  NameByContent(policy);
  policy.set_creator(context.principal.name);
  return audit::Mutate<v1::Policy>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Policy> {
        subject = {policy.name(), std::string(auth::kOrganization)};
        RETURN_IF_ERROR(InsertPolicy(tx, policy, context.now));
        return Resolve(tx, policy.name());
      });
}

absl::StatusOr<v1::Policy> Policies::GetPolicy(
    const rpc::RequestContext& context, const v1::GetPolicyRequest& request) {
  v1::Policy policy;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(policy, Resolve(tx, request.name()));
    return absl::OkStatus();
  }));
  return policy;
}

absl::StatusOr<v1::ListPoliciesResponse> Policies::ListPolicies(
    const rpc::RequestContext& context,
    const v1::ListPoliciesRequest& request) {
  ASSIGN_OR_RETURN(const int64_t before, SequenceIn(request));
  const int size =
      rpc::PageSize(request.page_size(), kDefaultPageSize, kMaxPageSize);
  PolicyPage page;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(page, ListPolicyPage(tx, before, size));
    return absl::OkStatus();
  }));
  v1::ListPoliciesResponse response;
  for (v1::Policy& policy : page.policies) {
    *response.add_policies() = std::move(policy);
  }
  if (page.more) {
    response.set_next_page_token(
        rpc::EncodePageToken(request, {absl::StrCat(page.last_sequence)}));
  }
  return response;
}

absl::StatusOr<v1::Policy> Policies::ActivatePolicy(
    const rpc::RequestContext& context,
    const v1::ActivatePolicyRequest& request) {
  return audit::Mutate<v1::Policy>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Policy> {
        ASSIGN_OR_RETURN(v1::Policy policy, Resolve(tx, request.name()));
        subject = {policy.name(), std::string(auth::kOrganization)};
        if (policy.creator() == context.principal.name) {
          return CreatorCannotActivate(policy.name());
        }
        ASSIGN_OR_RETURN(const std::string policy_id,
                         rpc::ParseId("name", policy.name(), "policies"));
        RETURN_IF_ERROR(SetActivePolicy(tx, policy_id, context.principal.name,
                                        context.now));
        policy.set_active(true);
        return policy;
      });
}

}  // namespace loa::moderation

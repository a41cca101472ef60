#include "services/moderation/policies/active_screener.h"

#include <optional>
#include <utility>

#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"
#include "services/moderation/policies/policy_store.h"

namespace loa::moderation {

std::shared_ptr<const Screener> ActiveScreener::Compiled(
    const std::string& name) {
  base::MutexLock lock(mutex_);
  if (latest_ == nullptr || latest_->policy().name() != name) return nullptr;
  return latest_;
}

absl::StatusOr<std::shared_ptr<const Screener>> ActiveScreener::Current() {
  std::shared_ptr<const Screener> compiled;
  std::optional<v1::Policy> policy;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string id, ActivePolicyId(tx));
    if (id.empty()) return NoActivePolicy();
    compiled = Compiled(rpc::JoinName("policies", id));
    if (compiled != nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(policy, FindPolicy(tx, id));
    return policy ? absl::OkStatus() : NoActivePolicy();
  }));
  if (compiled != nullptr) return compiled;
  compiled = std::make_shared<const Screener>(*std::move(policy));
  base::MutexLock lock(mutex_);
  latest_ = compiled;
  return compiled;
}

}  // namespace loa::moderation

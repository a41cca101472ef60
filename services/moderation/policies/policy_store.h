#ifndef LOA_SERVICES_MODERATION_POLICIES_POLICY_STORE_H_
#define LOA_SERVICES_MODERATION_POLICIES_POLICY_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/policy_service.pb.h"

namespace loa::moderation {

// "policies/{policy}" of content: its id is the beginning of its hash.  Sets
// `name` and `sha256` of `policy` from its rules and stages.
void NameByContent(v1::Policy& policy);

// Stores a named policy; the same content again changes nothing.
absl::Status InsertPolicy(sql::Tx& tx, const v1::Policy& policy,
                          absl::Time now);

// The version; nullopt when there is none.
absl::StatusOr<std::optional<v1::Policy>> FindPolicy(
    sql::Tx& tx, const std::string& policy_id);

// The id of the active version; "" when none is.
absl::StatusOr<std::string> ActivePolicyId(sql::Tx& tx);

absl::Status SetActivePolicy(sql::Tx& tx, const std::string& policy_id,
                             const std::string& principal, absl::Time now);

// Makes `policy` the active one unless one is.
absl::Status SetFirstActivePolicy(sql::Tx& tx, const std::string& policy_id,
                                  absl::Time now);

// A page of a list; it ends early where a message would not hold more.
struct PolicyPage {
  std::vector<v1::Policy> policies;
  int64_t last_sequence = 0;
  bool more = false;
};

// The newest first, below `before_sequence`.
absl::StatusOr<PolicyPage> ListPolicyPage(sql::Tx& tx, int64_t before_sequence,
                                          int page_size);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_POLICIES_POLICY_STORE_H_

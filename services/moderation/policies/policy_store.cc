#include "services/moderation/policies/policy_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/page_budget.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"

namespace loa::moderation {
namespace {

constexpr char kCollection[] = "policies/";
constexpr size_t kIdDigits = 16;

constexpr char kInsert[] = R"sql(
  INSERT INTO policy (policy_id, sha256, content, creator, created_at, sequence)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (policy_id) DO NOTHING)sql";

constexpr char kFind[] = R"sql(
  SELECT p.policy_id, p.sha256, p.content, p.creator, p.created_at, p.sequence,
         CASE WHEN a.policy_id IS NULL THEN 0 ELSE 1 END AS active
  FROM policy p
  LEFT JOIN active_policy a ON a.policy_id = p.policy_id
  WHERE p.policy_id = $1)sql";

constexpr char kList[] = R"sql(
  SELECT p.policy_id, p.sha256, p.content, p.creator, p.created_at, p.sequence,
         CASE WHEN a.policy_id IS NULL THEN 0 ELSE 1 END AS active
  FROM policy p
  LEFT JOIN active_policy a ON a.policy_id = p.policy_id
  WHERE p.sequence < $1
  ORDER BY p.sequence DESC
  LIMIT $2)sql";

constexpr char kActiveId[] = "SELECT policy_id FROM active_policy";

constexpr char kActivate[] = R"sql(
  INSERT INTO active_policy (id, policy_id, activated_by, activated_at)
  VALUES (1, $1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET
    policy_id = excluded.policy_id,
    activated_by = excluded.activated_by,
    activated_at = excluded.activated_at)sql";

constexpr char kActivateFirst[] = R"sql(
  INSERT INTO active_policy (id, policy_id, activated_by, activated_at)
  VALUES (1, $1, '', $2)
  ON CONFLICT (id) DO NOTHING)sql";

std::string IdOf(const v1::Policy& policy) {
  return std::string(absl::StripPrefix(policy.name(), kCollection));
}

// Just what the hash is of.
v1::Policy ContentOf(const v1::Policy& policy) {
  v1::Policy content;
  *content.mutable_rules() = policy.rules();
  *content.mutable_stages() = policy.stages();
  *content.mutable_review_after() = policy.review_after();
  content.set_approval_days(policy.approval_days());
  return content;
}

absl::StatusOr<v1::Policy> PolicyOf(const sql::Row& row) {
  v1::Policy policy;
  const std::string name = absl::StrCat(kCollection, row.Text(0));
  if (!policy.ParseFromString(row.Bytes(2))) return StoredDataDamaged(name);
  policy.set_name(name);
  policy.set_sha256(row.Text(1));
  policy.set_creator(row.Text(3));
  *policy.mutable_create_time() = base::TimestampOf(row.Time(4));
  policy.set_active(row.Bool(6));
  return policy;
}

}  // namespace

void NameByContent(v1::Policy& policy) {
  policy.set_sha256(base::HashOf(ContentOf(policy)));
  policy.set_name(
      absl::StrCat(kCollection, policy.sha256().substr(0, kIdDigits)));
}

absl::Status InsertPolicy(sql::Tx& tx, const v1::Policy& policy,
                          absl::Time now) {
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  const sql::Value::Bytes content = {
      base::DeterministicBytes(ContentOf(policy))};
  return tx
      .Exec(kInsert, IdOf(policy), policy.sha256(), content, policy.creator(),
            now, sequence)
      .status();
}

absl::StatusOr<std::optional<v1::Policy>> FindPolicy(
    sql::Tx& tx, const std::string& policy_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, policy_id));
  if (rows.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(v1::Policy policy, PolicyOf(rows[0]));
  return policy;
}

absl::StatusOr<std::string> ActivePolicyId(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kActiveId));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

absl::Status SetActivePolicy(sql::Tx& tx, const std::string& policy_id,
                             const std::string& principal, absl::Time now) {
  return tx.Exec(kActivate, policy_id, principal, now).status();
}

absl::Status SetFirstActivePolicy(sql::Tx& tx, const std::string& policy_id,
                                  absl::Time now) {
  return tx.Exec(kActivateFirst, policy_id, now).status();
}

absl::StatusOr<PolicyPage> ListPolicyPage(sql::Tx& tx, int64_t before_sequence,
                                          int page_size) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, before_sequence, page_size + 1));
  PolicyPage page;
  rpc::PageBudget budget;
  for (const sql::Row row : rows) {
    ASSIGN_OR_RETURN(v1::Policy policy, PolicyOf(row));
    page.more = page.policies.size() == static_cast<size_t>(page_size) ||
                !budget.Takes(policy);
    if (page.more) break;
    page.policies.push_back(std::move(policy));
    page.last_sequence = row.Int(5);
  }
  return page;
}

}  // namespace loa::moderation

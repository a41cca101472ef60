#include "services/metrics/samples/branch.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/sha256.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"

namespace loa::metrics {
namespace {

constexpr size_t kNameBytes = 8;

constexpr char kInsert[] = R"sql(
  INSERT INTO branch (branch, path) VALUES ($1, $2)
  ON CONFLICT (branch) DO NOTHING)sql";

constexpr char kInsertScope[] = R"sql(
  INSERT INTO branch_scope (scope, branch) VALUES ($1, $2)
  ON CONFLICT (scope, branch) DO NOTHING)sql";

constexpr char kFind[] = "SELECT path FROM branch WHERE branch = $1";

}  // namespace

std::string ScopeOf(absl::string_view unit, bool own_pages_only) {
  return absl::StrCat(unit, own_pages_only ? "/own" : "");
}

Branch BranchOf(const clients::RegistryView& view, const std::string& unit) {
  Branch branch;
  branch.path = view.PathToRoot(unit);
  if (branch.path.empty()) branch.path = {unit};
  const std::string hash = base::Sha256(absl::StrJoin(branch.path, " "));
  branch.name =
      absl::BytesToHexString(absl::string_view(hash).substr(0, kNameBytes));
  return branch;
}

std::vector<std::string> ScopesOf(const Branch& branch) {
  std::vector<std::string> scopes = branch.path;
  scopes.push_back(ScopeOf(branch.path[0], true));
  std::sort(scopes.begin(), scopes.end());
  return scopes;
}

absl::Status SaveBranch(sql::Tx& tx, const Branch& branch) {
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, branch.name, absl::StrJoin(branch.path, " ")));
  if (inserted == 0) return absl::OkStatus();
  for (const std::string& scope : ScopesOf(branch)) {
    RETURN_IF_ERROR(tx.Exec(kInsertScope, scope, branch.name).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<const Branch*> BranchReader::Find(const std::string& name) {
  const auto known = found_.find(name);
  if (known != found_.end()) return &known->second;
  ASSIGN_OR_RETURN(const sql::Rows rows, tx_.Run(kFind, name));
  if (rows.empty()) return StoredDataDamaged("a branch");
  Branch branch{name, absl::StrSplit(rows[0].Text(0), ' ')};
  return &found_.emplace(name, std::move(branch)).first->second;
}

}  // namespace loa::metrics

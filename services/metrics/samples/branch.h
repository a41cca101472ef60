#ifndef LOA_SERVICES_METRICS_SAMPLES_BRANCH_H_
#define LOA_SERVICES_METRICS_SAMPLES_BRANCH_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/clients/registry_view.h"
#include "libs/sql/database.h"

namespace loa::metrics {

// Where something counts: a unit and all above it, as the tree stood when it
// came in.  Its name is a hash of the way up.
struct Branch {
  std::string name;
  std::vector<std::string> path;  // the unit itself first, the root last
};

// What is summed up under one key: a unit with all below it ("units/x"), or
// its own pages alone ("units/x/own").
std::string ScopeOf(absl::string_view unit, bool own_pages_only);

// The branch of a unit as the tree is in `view`; a unit that is not there is a
// branch of its own.
Branch BranchOf(const clients::RegistryView& view, const std::string& unit);

// The scopes of a branch, in order.
std::vector<std::string> ScopesOf(const Branch& branch);

// Records a branch; nothing to do when it is there.
absl::Status SaveBranch(sql::Tx& tx, const Branch& branch);

// Reads recorded branches once a transaction.
class BranchReader {
 public:
  explicit BranchReader(sql::Tx& tx) : tx_(tx) {}
  // Errors: STORED_DATA_DAMAGED when it was never recorded.
  absl::StatusOr<const Branch*> Find(const std::string& name);

 private:
  sql::Tx& tx_;
  std::map<std::string, Branch> found_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_BRANCH_H_

#ifndef LOA_LIBS_TESTING_TREE_VIEW_H_
#define LOA_LIBS_TESTING_TREE_VIEW_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/auth/access.h"

namespace loa::testing {

// An access view that a test builds by hand.  Units are added from the top
// down; grants may name units that are not there.
class TreeView : public auth::AccessView {
 public:
  // The root has the parent "".
  void Add(std::string unit, std::string parent) {
    if (parent.empty()) root_ = unit;
    parents_[std::move(unit)] = std::move(parent);
  }
  void Bind(std::string principal, auth::Role role, std::string unit) {
    grants_.emplace(std::move(principal), auth::Grant{role, std::move(unit)});
  }

  void ForEachGrant(
      absl::string_view principal,
      absl::FunctionRef<void(const auth::Grant&)> visit) const override {
    const auto [first, last] = grants_.equal_range(std::string(principal));
    for (auto grant = first; grant != last; ++grant) visit(grant->second);
  }
  bool IsWithin(absl::string_view unit,
                absl::string_view ancestor) const override {
    for (auto at = parents_.find(std::string(unit)); at != parents_.end();
         at = parents_.find(at->second)) {
      if (at->first == ancestor) return true;
    }
    return false;
  }
  std::string RootUnit() const override { return root_; }
  std::vector<std::string> PathToRoot(absl::string_view unit) const override {
    std::vector<std::string> path;
    for (auto at = parents_.find(std::string(unit)); at != parents_.end();
         at = parents_.find(at->second)) {
      path.push_back(at->first);
    }
    return path;
  }
  void ForEachHolder(
      absl::string_view unit,
      absl::FunctionRef<void(absl::string_view principal, auth::Role role)>
          visit) const override {
    for (const auto& [principal, grant] : grants_) {
      if (grant.unit == unit) visit(principal, grant.role);
    }
  }

 private:
  std::map<std::string, std::string> parents_;
  std::multimap<std::string, auth::Grant> grants_;
  std::string root_;
};

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_TREE_VIEW_H_

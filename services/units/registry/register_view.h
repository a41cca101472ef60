#ifndef LOA_SERVICES_UNITS_REGISTRY_REGISTER_VIEW_H_
#define LOA_SERVICES_UNITS_REGISTRY_REGISTER_VIEW_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "libs/auth/access.h"

namespace loa::units {

// The tree of one day and its role bindings.  Filled once, then immutable.
class RegisterView : public auth::AccessView {
 public:
  // `unit` and `parent` are names; the root's parent is "".  A unit that is not
  // there `today` has a place too, from the last addition of it.
  void AddUnit(const std::string& unit, const std::string& parent, bool today);
  void AddGrant(const std::string& principal, auth::Grant grant);

  void ForEachGrant(
      absl::string_view principal,
      absl::FunctionRef<void(const auth::Grant&)> visit) const override;
  bool IsWithin(absl::string_view unit,
                absl::string_view ancestor) const override;
  std::string RootUnit() const override { return root_; }
  std::vector<std::string> PathToRoot(absl::string_view unit) const override;
  void ForEachHolder(
      absl::string_view unit,
      absl::FunctionRef<void(absl::string_view principal, auth::Role role)>
          visit) const override;

 private:
  struct Holder {
    std::string principal;
    auth::Role role;
  };

  absl::flat_hash_map<std::string, std::string> parents_;
  absl::flat_hash_map<std::string, std::vector<auth::Grant>> grants_;
  absl::flat_hash_map<std::string, std::vector<Holder>> holders_;  // by unit
  std::string root_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_REGISTER_VIEW_H_

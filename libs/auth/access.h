#ifndef LOA_LIBS_AUTH_ACCESS_H_
#define LOA_LIBS_AUTH_ACCESS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/auth/principal.h"
#include "loa/options/v1/access.pb.h"

namespace loa::auth {

using options::v1::Permission;
using options::v1::Role;

// The whole tree, whatever its root is and also while it is empty; what a
// role binding of the bootstrap administrator names.
inline constexpr absl::string_view kOrganization = "organization";

// One role on one unit and all below it, or on the whole organisation.
struct Grant {
  Role role;
  std::string unit;  // "units/abc" or kOrganization
};

// What a decision is made over: role bindings and the tree as they stood at
// one registry sequence.  Immutable, thread-safe.  The register's own index
// and the replica of the other services both implement it.
class AccessView {
 public:
  virtual ~AccessView() = default;
  virtual void ForEachGrant(
      absl::string_view principal,
      absl::FunctionRef<void(const Grant&)> visit) const = 0;
  // True when `unit` is `ancestor` or below it today.
  virtual bool IsWithin(absl::string_view unit,
                        absl::string_view ancestor) const = 0;
  // The unit without a parent, "" while the register is empty.
  virtual std::string RootUnit() const = 0;
  // `unit` and all above it, itself first; empty when there is no such unit.
  virtual std::vector<std::string> PathToRoot(absl::string_view unit) const = 0;
  // The roles given on `unit` itself, or on kOrganization.
  virtual void ForEachHolder(
      absl::string_view unit,
      absl::FunctionRef<void(absl::string_view principal, Role role)> visit)
      const = 0;
};

// Where the current view comes from.
class AccessSource {
 public:
  virtual ~AccessSource() = default;
  virtual std::shared_ptr<const AccessView> Current() const = 0;
  // Not OK while it cannot know yet who may do what: then a caller is told to
  // come again, not that something is forbidden.
  virtual absl::Status Ready() const { return absl::OkStatus(); }
};

// Does `role` include `permission`?  The whole table is in access.cc.
bool RoleAllows(Role role, Permission permission);

// The decision, a pure function: may `principal` do `permission` at `unit`?
// A grant on kOrganization covers every unit; `unit` == kOrganization asks for
// a grant on the organisation or on the root unit.
bool Decide(const AccessView& view, absl::string_view principal,
            Permission permission, absl::string_view unit);

// A decision that is bound to a caller and an RPC's permission; what use
// cases hold.  `Check` is called again inside a write's transaction with the
// owner that the transaction read.
class Access {
 public:
  Access() = default;  // allows nothing
  Access(std::shared_ptr<const AccessView> view, Principal principal,
         Permission permission)
      : view_(std::move(view)),
        principal_(std::move(principal)),
        permission_(permission) {}

  bool Allows(absl::string_view unit) const;
  // OK or PERMISSION_DENIED; the error does not say whether `unit` exists.
  absl::Status Check(absl::string_view unit) const;
  // The topmost units where the permission is held, for FILTERED lists; only
  // kOrganization where it is held on the whole tree.
  std::vector<std::string> Scopes() const;
  const std::shared_ptr<const AccessView>& view() const { return view_; }

 private:
  std::shared_ptr<const AccessView> view_;
  Principal principal_;
  Permission permission_ = Permission::PERMISSION_UNSPECIFIED;
};

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_ACCESS_H_

#include "libs/auth/access.h"

#include <algorithm>
#include <cstdint>

#include "libs/auth/errors.h"

namespace loa::auth {
namespace {

constexpr uint32_t Bit(Permission permission) {
  return uint32_t{1} << permission;
}

constexpr uint32_t kViewer = Bit(options::v1::PERMISSION_READ_REGISTER) |
                             Bit(options::v1::PERMISSION_READ_POSTS) |
                             Bit(options::v1::PERMISSION_READ_REVIEWS);
constexpr uint32_t kAuthor = kViewer |
                             Bit(options::v1::PERMISSION_WRITE_POSTS) |
                             Bit(options::v1::PERMISSION_ANSWER_ASSIGNMENTS);
constexpr uint32_t kEditor = kAuthor | Bit(options::v1::PERMISSION_EDIT_POSTS) |
                             Bit(options::v1::PERMISSION_MANAGE_SOURCES);
constexpr uint32_t kApprover =
    kViewer | Bit(options::v1::PERMISSION_DECIDE_REVIEWS);
constexpr uint32_t kManager = kViewer |
                              Bit(options::v1::PERMISSION_MANAGE_PAGES) |
                              Bit(options::v1::PERMISSION_MANAGE_PLANS) |
                              Bit(options::v1::PERMISSION_MANAGE_PUBLICATIONS) |
                              Bit(options::v1::PERMISSION_ANSWER_ASSIGNMENTS);
constexpr uint32_t kAuditor = kViewer | Bit(options::v1::PERMISSION_READ_AUDIT);
// The audit log is the one thing an administrator does not read: whoever can
// hand out roles is whom it watches.
constexpr uint32_t kAdmin = kEditor | kApprover | kManager |
                            Bit(options::v1::PERMISSION_MANAGE_UNITS) |
                            Bit(options::v1::PERMISSION_MANAGE_ACCESS) |
                            Bit(options::v1::PERMISSION_MANAGE_POLICIES);

static_assert(options::v1::Permission_MAX < 32, "a mask holds 32 permissions");

uint32_t PermissionsOf(Role role) {
  switch (role) {
    case options::v1::ROLE_VIEWER:
      return kViewer;
    case options::v1::ROLE_AUTHOR:
      return kAuthor;
    case options::v1::ROLE_EDITOR:
      return kEditor;
    case options::v1::ROLE_APPROVER:
      return kApprover;
    case options::v1::ROLE_MANAGER:
      return kManager;
    case options::v1::ROLE_ADMIN:
      return kAdmin;
    case options::v1::ROLE_AUDITOR:
      return kAuditor;
    default:
      return 0;  // unspecified, or a role of a later version
  }
}

// Does a grant at `granted` reach `unit`?  Either may be kOrganization.
bool Reaches(const AccessView& view, absl::string_view granted,
             absl::string_view unit) {
  if (granted == kOrganization) return true;
  if (unit != kOrganization) return view.IsWithin(unit, granted);
  const std::string root = view.RootUnit();
  return !root.empty() && granted == root;
}

}  // namespace

bool RoleAllows(Role role, Permission permission) {
  // Permission 0 and those of a later version are in no mask.
  if (permission <= 0 || permission > options::v1::Permission_MAX) return false;
  return (PermissionsOf(role) & Bit(permission)) != 0;
}

bool Decide(const AccessView& view, absl::string_view principal,
            Permission permission, absl::string_view unit) {
  if (principal.empty() || unit.empty()) return false;
  bool allowed = false;
  view.ForEachGrant(principal, [&](const Grant& grant) {
    allowed = allowed || (RoleAllows(grant.role, permission) &&
                          Reaches(view, grant.unit, unit));
  });
  return allowed;
}

bool Access::Allows(absl::string_view unit) const {
  return view_ != nullptr && Decide(*view_, principal_.name, permission_, unit);
}

absl::Status Access::Check(absl::string_view unit) const {
  if (Allows(unit)) return absl::OkStatus();
  return PermissionDenied(permission_);
}

std::vector<std::string> Access::Scopes() const {
  std::vector<std::string> held;
  if (view_ == nullptr || principal_.name.empty()) return held;
  view_->ForEachGrant(principal_.name, [&](const Grant& grant) {
    if (RoleAllows(grant.role, permission_) &&
        (grant.unit == kOrganization ||
         view_->IsWithin(grant.unit, grant.unit))) {
      held.push_back(grant.unit);
    }
  });
  std::sort(held.begin(), held.end());
  held.erase(std::unique(held.begin(), held.end()), held.end());

  const std::string whole(kOrganization);
  if (std::binary_search(held.begin(), held.end(), whole)) return {whole};

  std::vector<std::string> topmost;
  for (const std::string& unit : held) {
    const bool covered =
        std::any_of(held.begin(), held.end(), [&](const std::string& other) {
          return other != unit && view_->IsWithin(unit, other);
        });
    if (!covered) topmost.push_back(unit);
  }
  return topmost;
}

}  // namespace loa::auth

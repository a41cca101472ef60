#include "libs/auth/responsible.h"

#include <algorithm>

namespace loa::auth {

std::string ResponsibleUnit(const AccessView& view, Permission permission,
                            absl::string_view unit,
                            const std::vector<std::string>& excluded) {
  std::vector<std::string> path = view.PathToRoot(unit);
  path.emplace_back(kOrganization);
  for (const std::string& at : path) {
    bool somebody = false;
    view.ForEachHolder(at, [&](absl::string_view principal, Role role) {
      const bool free = std::find(excluded.begin(), excluded.end(),
                                  principal) == excluded.end();
      somebody = somebody || (free && RoleAllows(role, permission));
    });
    if (somebody) return at;
  }
  return "";
}

bool HoldsThere(const AccessView& view, absl::string_view principal,
                Permission permission, absl::string_view unit) {
  bool holds = false;
  view.ForEachGrant(principal, [&](const Grant& grant) {
    holds = holds || (grant.unit == unit && RoleAllows(grant.role, permission));
  });
  return holds;
}

}  // namespace loa::auth

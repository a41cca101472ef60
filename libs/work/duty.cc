#include "libs/work/duty.h"

#include <algorithm>

#include "libs/auth/responsible.h"

namespace loa::work {

std::optional<std::string> Duty::Responsible(
    auth::Permission permission, absl::string_view unit,
    const std::vector<std::string>& excluded) const {
  std::string at = auth::ResponsibleUnit(*view_, permission, unit, excluded);
  if (principal_.empty()) return at;
  const bool is_excluded =
      std::find(excluded.begin(), excluded.end(), principal_) != excluded.end();
  if (is_excluded || at.empty() ||
      !auth::HoldsThere(*view_, principal_, permission, at)) {
    return std::nullopt;
  }
  return at;
}

bool Duty::IsOf(absl::string_view principal) const {
  return principal_.empty() || principal_ == principal;
}

}  // namespace loa::work

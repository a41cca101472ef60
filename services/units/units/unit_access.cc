#include "services/units/units/unit_access.h"

#include "absl/strings/strip.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

std::string IdOf(absl::string_view unit) {
  return std::string(absl::StripPrefix(unit, "units/"));
}

}  // namespace

VisibleTree VisibleWithin(const auth::Access& access,
                          const std::string& within) {
  const std::string unit = UnitName(within);
  if (!within.empty() && access.Allows(unit)) return {false, {within}};
  VisibleTree visible;
  for (const std::string& scope : access.Scopes()) {
    if (scope == auth::kOrganization) {
      // Without `within` nothing is left out; with it, Allows() said no only
      // because the unit is not in the tree of today.
      if (within.empty()) return {true, {}};
      return {false, {within}};
    }
    if (within.empty() || access.view()->IsWithin(scope, unit)) {
      visible.roots.push_back(IdOf(scope));
    }
  }
  return visible;
}

}  // namespace loa::units

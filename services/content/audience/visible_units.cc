#include "services/content/audience/visible_units.h"

#include <memory>
#include <utility>

#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {

absl::StatusOr<std::optional<std::vector<std::string>>> VisibleUnits(
    const auth::Access& access, const Registry& registry,
    absl::string_view within) {
  using MaybeUnits = std::optional<std::vector<std::string>>;
  if (within.empty() && access.Allows(auth::kOrganization)) {
    return MaybeUnits();
  }
  const std::shared_ptr<const RegistryView> view = registry.View();
  if (view == nullptr) return rpc::DependencyUnavailable("units");
  std::vector<std::string> roots = access.Scopes();
  if (!within.empty()) {
    const std::optional<std::string> unit = view->FindUnit(within);
    if (!unit) return UnitUnknown("within", within);
    roots = {*unit};
  }
  std::vector<std::string> units;
  for (const std::string& root : roots) {
    view->ForEachUnit(
        root, {},
        [&](absl::string_view unit, const std::vector<RegistryPage>&) {
          if (access.Allows(unit)) units.emplace_back(unit);
        });
  }
  return MaybeUnits(std::move(units));
}

}  // namespace loa::content

#ifndef LOA_SERVICES_CONTENT_AUDIENCE_VISIBLE_UNITS_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_VISIBLE_UNITS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/auth/access.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The units of which a list shows something: those at and below `within` ("":
// everywhere) where `access` allows. nullopt: all. Errors: UNIT_UNKNOWN, and
// DEPENDENCY_UNAVAILABLE until the register was read once.
absl::StatusOr<std::optional<std::vector<std::string>>> VisibleUnits(
    const auth::Access& access, const Registry& registry,
    absl::string_view within);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_VISIBLE_UNITS_H_

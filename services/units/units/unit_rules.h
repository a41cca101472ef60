#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_RULES_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/units/units/unit_tree.h"

namespace loa::units {

// Checks what must hold of one unit in `tree` on every day of its versions,
// the units below it included:
//   LEVEL_UNKNOWN       a level that the organisation has not, or not then
//   ROOT_ALREADY_EXISTS another unit without a parent on one of the days
//   PARENT_CYCLE        it would be above itself
//   UNIT_NOT_FOUND      its parent does not exist, or not on all of the days
//   PARENT_LEVEL_WRONG  the parent's level is not above its own
//   UNIT_CODE_TAKEN     another unit has its code on one of the days
//   VALIDITY_INVALID    a unit below it would lose its parent
absl::Status CheckUnit(const UnitTree& tree, absl::string_view unit_id);

// The same for one version of it alone, all but the last rule.
absl::Status CheckVersion(const UnitTree& tree, absl::string_view unit_id,
                          const UnitVersion& version);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_RULES_H_

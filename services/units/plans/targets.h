#ifndef LOA_SERVICES_UNITS_PLANS_TARGETS_H_
#define LOA_SERVICES_UNITS_PLANS_TARGETS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"
#include "services/units/organization/levels.h"

namespace loa::units {

// Checks a target of a plan that was issued on `issued_on`; `field` is where
// the request has it.  Errors: TARGET_INVALID, LEVEL_UNKNOWN.
absl::Status CheckTarget(const Levels& levels, absl::string_view field,
                         const v1::Target& target, base::Days issued_on);

// Says where the target comes from unless it says so itself.
void FillOrigin(v1::Target& target, v1::Target::Origin origin);

// Adds a target to a plan that stands, by default as one of a direction, and
// answers the plan with it; the register is locked and access was checked.
// Errors: TARGET_ALREADY_EXISTS, TARGET_INVALID (also for the 51st),
// LEVEL_UNKNOWN.
absl::StatusOr<v1::Plan> AddTargetTo(sql::Tx& tx, const v1::Plan& plan,
                                     absl::string_view field,
                                     v1::Target target);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_TARGETS_H_

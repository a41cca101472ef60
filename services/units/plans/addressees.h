#ifndef LOA_SERVICES_UNITS_PLANS_ADDRESSEES_H_
#define LOA_SERVICES_UNITS_PLANS_ADDRESSEES_H_

#include <string>

#include "absl/status/status.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"
#include "services/units/organization/levels.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// Puts the units' own names in place of those that `plan` addresses, and checks
// that each is the issuer or was below it on the day of issue, or is `today`.
// Errors: UNIT_NOT_FOUND, ADDRESSEE_NOT_BELOW, LEVEL_UNKNOWN.
absl::Status ResolveAddressees(sql::Tx& tx, const Levels& levels,
                               const std::string& issuer_id,
                               const Moment& today, v1::Plan& plan);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_ADDRESSEES_H_

#ifndef LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_STANDING_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_STANDING_H_

#include <optional>

#include "libs/base/civil_date.h"
#include "loa/units/v1/direction_service.pb.h"

namespace loa::units {

using DirectionState = v1::Direction::State;
using AddresseeStanding = v1::Addressee::Standing;

// Where a direction stands on `day` when `done` of those that it is for have
// done it by then: DONE by all, else OVERDUE past the deadline, else OPEN.
DirectionState DirectionStateOn(int done, int addressed,
                                std::optional<base::Days> deadline,
                                base::Days day);

// Where one addressee stands: DONE, LATE past the deadline, or REMAINING.
AddresseeStanding AddresseeStandingOn(bool done,
                                      std::optional<base::Days> deadline,
                                      base::Days day);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_STANDING_H_

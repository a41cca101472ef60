#ifndef LOA_SERVICES_UNITS_REGISTRY_NEW_DAY_H_
#define LOA_SERVICES_UNITS_REGISTRY_NEW_DAY_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"

namespace loa::units {

// Makes the beginning of a day an event of the register: units and pages that
// begin, change or end on a day up to today, and that watchers were not told
// of yet, are recorded as changed.  Call it often; mostly there is nothing.
absl::Status TurnDay(sql::Database& database, absl::Time now);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_NEW_DAY_H_

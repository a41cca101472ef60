#ifndef LOA_SERVICES_UNITS_GOVERNANCE_WORK_PLACES_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_WORK_PLACES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "libs/work/duty.h"
#include "loa/work/v1/work_service.pb.h"

// Where and until when the work of governance is to be done.
namespace loa::units {

// The unit above, or `unit` itself where nothing is above.
std::string UnitAbove(const auth::AccessView& view, const std::string& unit);

// Whose it is to file a report of `unit`, of those who may: of who writes for
// it or the nearest above, and of its own managers.  See Duty::Responsible.
std::optional<std::string> Reporters(const work::Duty& duty,
                                     const std::string& unit);

// The organisation's zone.
absl::StatusOr<absl::TimeZone> ReadZone(sql::Tx& tx);

// Sets the due time to the end of civil day `day` in `zone`, where there is
// one.
void SetDueAfter(std::optional<int64_t> day, absl::TimeZone zone,
                 work::v1::WorkItem& item);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_WORK_PLACES_H_

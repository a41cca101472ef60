#ifndef LOA_SERVICES_UNITS_GOVERNANCE_FOLLOW_UP_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_FOLLOW_UP_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/direction_service.pb.h"
#include "services/units/governance/direction_store.h"

namespace loa::units {

// How far a direction is on a day.
struct FollowUp {
  std::vector<std::string> addressees;     // unit ids, in order
  std::map<std::string, base::Days> done;  // addressees, and since when
  std::map<std::string, v1::Report> reports;
  int unconfirmed = 0;
  std::optional<v1::Direction::NewTarget> new_target;
};

// An addressee has done what it was asked from the day that its confirmed
// report tells of, or from that of the milestone of the direction's target,
// whichever is earlier.
absl::StatusOr<FollowUp> ReadFollowUp(sql::Tx& tx,
                                      const StoredDirection& direction,
                                      base::Days day);

// The direction as the contract shows it on `day`.
absl::StatusOr<v1::Direction> DirectionOn(sql::Tx& tx,
                                          const StoredDirection& direction,
                                          base::Days day);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_FOLLOW_UP_H_

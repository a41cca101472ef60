#ifndef LOA_SERVICES_UNITS_PLANS_PROGRESS_H_
#define LOA_SERVICES_UNITS_PLANS_PROGRESS_H_

#include <map>
#include <string>
#include <vector>

#include "libs/base/civil_date.h"
#include "loa/units/v1/plan_service.pb.h"

namespace loa::units {

// A unit that a target counts, as it was on the day.
struct CountedUnit {
  std::string unit_id;
  std::string kind;
  std::string code;
  std::string display_name;
  // The unit right below the issuer that it is or hangs below; "" for the
  // issuer itself.
  std::string branch_id;
  std::string branch_code;
  std::string branch_name;
};

// Unit id -> the day on which it achieved the milestone.
using Achievements = std::map<std::string, base::Days>;

using Standing = v1::ListUnitProgressRequest::Standing;

// Where a unit stands on `day`: DONE, REMAINING, or LATE past the deadline.
Standing StandingOf(bool achieved, base::Days deadline, base::Days day);

// The line of `target` on `day`.  Pure; `units` in any order.
v1::Progress::Line CountTarget(const v1::Target& target,
                               const std::vector<CountedUnit>& units,
                               const Achievements& achieved, base::Days day);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_PROGRESS_H_

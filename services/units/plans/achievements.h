#ifndef LOA_SERVICES_UNITS_PLANS_ACHIEVEMENTS_H_
#define LOA_SERVICES_UNITS_PLANS_ACHIEVEMENTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"
#include "services/units/plans/progress.h"

namespace loa::units {

// "plans/abc/targets/def", of a plan's name and a target's id: what units
// report on.
std::string TargetName(absl::string_view plan, absl::string_view target);

// Which units had achieved the milestone of a plan's target by `day`, and when:
// from facts about their pages, or from reports that were confirmed.
absl::StatusOr<Achievements> AchievementsOf(sql::Tx& tx, absl::string_view plan,
                                            const v1::Target& target,
                                            base::Days day);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_ACHIEVEMENTS_H_

#include "services/units/plans/achievements.h"

#include "absl/strings/str_cat.h"
#include "services/units/governance/report_store.h"
#include "services/units/plans/fact_store.h"

namespace loa::units {

std::string TargetName(absl::string_view plan, absl::string_view target) {
  return absl::StrCat(plan, "/targets/", target);
}

absl::StatusOr<Achievements> AchievementsOf(sql::Tx& tx, absl::string_view plan,
                                            const v1::Target& target,
                                            base::Days day) {
  if (target.milestone() == v1::FACT_KIND_REPORTED) {
    return UnitsConfirmed(tx, TargetName(plan, target.id()), day);
  }
  return UnitsThatAchieved(tx, target.milestone(), day);
}

}  // namespace loa::units

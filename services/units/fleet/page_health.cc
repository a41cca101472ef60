#include "services/units/fleet/page_health.h"

#include <map>
#include <string>
#include <utility>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/units/fleet/health_store.h"
#include "services/units/fleet/page_problems.h"
#include "services/units/fleet/team_store.h"
#include "services/units/names.h"

namespace loa::units {

absl::StatusOr<std::vector<ExaminedPage>> Examine(
    sql::Tx& tx, const std::vector<StoredPage>& pages) {
  std::vector<std::string> ids;
  for (const StoredPage& page : pages) ids.push_back(page.page_id);
  ASSIGN_OR_RETURN(auto teams, TeamsOf(tx, ids));
  ASSIGN_OR_RETURN(const auto healths, HealthOf(tx, ids));
  std::vector<ExaminedPage> examined;
  for (const StoredPage& page : pages) {
    ExaminedPage& one = examined.emplace_back();
    one.page = page;
    one.team = std::move(teams[page.page_id].members);
    one.health.set_page(PageName(page.page_id));
    one.health.set_unit(UnitName(page.unit_id));
    one.health.set_display_name(page.display_name);
    one.health.set_connection(page.connection);
    one.health.set_team_size(static_cast<int32_t>(one.team.size()));
    PageCondition condition{.personal_profile = page.personal_profile,
                            .connection = page.connection,
                            .team = one.team};
    const auto health = healths.find(page.page_id);
    if (health != healths.end()) {
      condition.through_system_user = health->second.through_system_user;
      one.health.set_probe_reason(health->second.reason);
      *one.health.mutable_probe_time() =
          base::TimestampOf(health->second.probed_at);
    }
    for (const v1::PageProblem problem : ProblemsOf(condition)) {
      one.health.add_problems(problem);
    }
  }
  return examined;
}

}  // namespace loa::units

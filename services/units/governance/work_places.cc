#include "services/units/governance/work_places.h"

#include <vector>

#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/units/organization/organization_store.h"

namespace loa::units {

std::string UnitAbove(const auth::AccessView& view, const std::string& unit) {
  const std::vector<std::string> path = view.PathToRoot(unit);
  return path.size() < 2 ? unit : path[1];
}

std::optional<std::string> Reporters(const work::Duty& duty,
                                     const std::string& unit) {
  std::optional<std::string> at =
      duty.Responsible(options::v1::PERMISSION_WRITE_POSTS, unit);
  if (at) return at;
  at = duty.Responsible(options::v1::PERMISSION_MANAGE_PLANS, unit);
  return at == unit ? at : std::nullopt;
}

absl::StatusOr<absl::TimeZone> ReadZone(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const v1::Organization organization, ReadOrganization(tx));
  absl::TimeZone zone = absl::UTCTimeZone();
  // One that this host does not know was refused when it was set.
  absl::LoadTimeZone(organization.time_zone(), &zone);
  return zone;
}

void SetDueAfter(std::optional<int64_t> day, absl::TimeZone zone,
                 work::v1::WorkItem& item) {
  if (!day) return;
  *item.mutable_due_time() = base::TimestampOf(base::StartOf(*day + 1, zone));
}

}  // namespace loa::units

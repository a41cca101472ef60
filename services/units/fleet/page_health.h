#ifndef LOA_SERVICES_UNITS_FLEET_PAGE_HEALTH_H_
#define LOA_SERVICES_UNITS_FLEET_PAGE_HEALTH_H_

#include <vector>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "loa/units/v1/fleet_service.pb.h"
#include "loa/units/v1/team_service.pb.h"
#include "services/units/pages/page_store.h"

namespace loa::units {

// A page with how it is and who runs it.
struct ExaminedPage {
  StoredPage page;
  std::vector<v1::TeamMember> team;
  v1::PageHealth health;
};

// In the same order.
absl::StatusOr<std::vector<ExaminedPage>> Examine(
    sql::Tx& tx, const std::vector<StoredPage>& pages);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PAGE_HEALTH_H_

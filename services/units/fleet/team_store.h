#ifndef LOA_SERVICES_UNITS_FLEET_TEAM_STORE_H_
#define LOA_SERVICES_UNITS_FLEET_TEAM_STORE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "loa/units/v1/team_service.pb.h"

namespace loa::units {

// A page's team as it is stored.
struct StoredTeam {
  std::vector<v1::TeamMember> members;  // in the order of the unit
  int64_t sequence = 0;                 // of its last change; 0: never changed
};

// An empty one when nobody was named.
absl::StatusOr<StoredTeam> FindTeam(sql::Tx& tx, const std::string& page_id);
// Those of several pages, by page id; a page without members is not in it.
absl::StatusOr<std::map<std::string, StoredTeam>> TeamsOf(
    sql::Tx& tx, const std::vector<std::string>& page_ids);

// Stores `team` in the place of what there was.
absl::Status PutTeam(sql::Tx& tx, const std::string& page_id,
                     const StoredTeam& team);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_TEAM_STORE_H_

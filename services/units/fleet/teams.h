#ifndef LOA_SERVICES_UNITS_FLEET_TEAMS_H_
#define LOA_SERVICES_UNITS_FLEET_TEAMS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/team_service.pb.h"

namespace loa::units {

// The teams of pages.  Contracts and errors: team_service.proto.
class Teams {
 public:
  explicit Teams(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::Team> GetTeam(const rpc::RequestContext& context,
                                   const v1::GetTeamRequest& request);
  absl::StatusOr<v1::Team> ReplaceTeam(const rpc::RequestContext& context,
                                       const v1::ReplaceTeamRequest& request);

 private:
  sql::Database& database_;
};

// What weakens a team, in order.
std::vector<v1::Team::Warning> WarningsOf(
    const std::vector<v1::TeamMember>& members);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_TEAMS_H_

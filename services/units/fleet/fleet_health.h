#ifndef LOA_SERVICES_UNITS_FLEET_FLEET_HEALTH_H_
#define LOA_SERVICES_UNITS_FLEET_FLEET_HEALTH_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/fleet_service.pb.h"

namespace loa::units {

// Reports on the pages of a branch.  Contracts and errors: fleet_service.proto.
class FleetHealthReports {
 public:
  explicit FleetHealthReports(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::FleetHealth> GetFleetHealth(
      const rpc::RequestContext& context,
      const v1::GetFleetHealthRequest& request);
  absl::StatusOr<v1::ListPageHealthResponse> ListPageHealth(
      const rpc::RequestContext& context,
      const v1::ListPageHealthRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_FLEET_HEALTH_H_

#ifndef LOA_SERVICES_UNITS_GOVERNANCE_DIRECTIONS_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_DIRECTIONS_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/direction_service.pb.h"

namespace loa::units {

// What leaders direct and what came of it.  Contracts and errors:
// direction_service.proto.
class Directions {
 public:
  Directions(sql::Database& database, base::IdSource& ids)
      : database_(database), ids_(ids) {}

  absl::StatusOr<v1::Direction> IssueDirection(
      const rpc::RequestContext& context,
      const v1::IssueDirectionRequest& request);
  absl::StatusOr<v1::Direction> GetDirection(
      const rpc::RequestContext& context,
      const v1::GetDirectionRequest& request);
  absl::StatusOr<v1::ListDirectionsResponse> ListDirections(
      const rpc::RequestContext& context,
      const v1::ListDirectionsRequest& request);
  absl::StatusOr<v1::ListAddresseesResponse> ListAddressees(
      const rpc::RequestContext& context,
      const v1::ListAddresseesRequest& request);
  absl::StatusOr<v1::Direction> AddFollowUpNote(
      const rpc::RequestContext& context,
      const v1::AddFollowUpNoteRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_DIRECTIONS_H_

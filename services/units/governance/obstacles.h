#ifndef LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLES_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLES_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/obstacle_service.pb.h"

namespace loa::units {

// Obstacles and proposals.  Contracts and errors: obstacle_service.proto.
class Obstacles {
 public:
  Obstacles(sql::Database& database, base::IdSource& ids)
      : database_(database), ids_(ids) {}

  absl::StatusOr<v1::Obstacle> RaiseObstacle(
      const rpc::RequestContext& context,
      const v1::RaiseObstacleRequest& request);
  absl::StatusOr<v1::Obstacle> GetObstacle(
      const rpc::RequestContext& context,
      const v1::GetObstacleRequest& request);
  absl::StatusOr<v1::ListObstaclesResponse> ListObstacles(
      const rpc::RequestContext& context,
      const v1::ListObstaclesRequest& request);
  absl::StatusOr<v1::Obstacle> AssignObstacle(
      const rpc::RequestContext& context,
      const v1::AssignObstacleRequest& request);
  absl::StatusOr<v1::Obstacle> AnswerObstacle(
      const rpc::RequestContext& context,
      const v1::AnswerObstacleRequest& request);
  absl::StatusOr<v1::Obstacle> ResolveObstacle(
      const rpc::RequestContext& context,
      const v1::ResolveObstacleRequest& request);
  absl::StatusOr<v1::Obstacle> WithdrawObstacle(
      const rpc::RequestContext& context,
      const v1::WithdrawObstacleRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLES_H_

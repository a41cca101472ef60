#ifndef LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_STORE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "loa/units/v1/obstacle_service.pb.h"
#include "services/units/creation_cursor.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// The obstacle or proposal that `name` names.  Errors: OBSTACLE_NOT_FOUND at
// `field`.
absl::StatusOr<v1::Obstacle> ResolveObstacle(sql::Tx& tx,
                                             absl::string_view field,
                                             const std::string& name);
// nullopt when there is none.
absl::StatusOr<std::optional<v1::Obstacle>> FindObstacle(
    sql::Tx& tx, const std::string& obstacle_id);

// Stores `obstacle` under its name, whole: all but the etag must be set.
absl::Status InsertObstacle(sql::Tx& tx, const v1::Obstacle& obstacle);
// Stores what can change of it: state, assignment, answer, resolution and
// sequence.
absl::Status UpdateObstacle(sql::Tx& tx, const v1::Obstacle& obstacle);

// Empty filters let all through.
struct ObstacleFilter {
  VisibleTree visible;
  v1::Obstacle::Kind kind = v1::Obstacle::KIND_UNSPECIFIED;
  v1::Obstacle::State state = v1::Obstacle::STATE_UNSPECIFIED;
  bool open_only = false;
  std::string subject;  // "plans/abc"
};
// At most `limit` after `after`, in order of creation.
absl::StatusOr<std::vector<v1::Obstacle>> ListStoredObstacles(
    sql::Tx& tx, const ObstacleFilter& filter, const Moment& today,
    const CreationCursor& after, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_STORE_H_

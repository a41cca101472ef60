#ifndef LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_STATE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_STATE_H_

#include <optional>

#include "loa/units/v1/obstacle_service.pb.h"

namespace loa::units {

using ObstacleState = v1::Obstacle::State;

// What can be done with an obstacle or a proposal.
enum class ObstacleAction {
  kAssign,
  kAnswer,
  kResolve,
  kWithdraw,
};

// The state after `action`; nullopt when it is refused.
std::optional<ObstacleState> ObstacleStateAfter(ObstacleState state,
                                                ObstacleAction action);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_STATE_H_

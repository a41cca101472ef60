#include "services/units/governance/obstacle_state.h"

namespace loa::units {
namespace {

using v1::Obstacle;

struct Row {
  ObstacleState state;
  ObstacleAction action;
  ObstacleState next;
};
// What is not here is refused: what is resolved or withdrawn stays so, and a
// new obstacle says what is still in the way.
constexpr Row kTransitions[] = {
    {Obstacle::RAISED, ObstacleAction::kAssign, Obstacle::ASSIGNED},
    {Obstacle::RAISED, ObstacleAction::kAnswer, Obstacle::ANSWERED},
    {Obstacle::RAISED, ObstacleAction::kResolve, Obstacle::RESOLVED},
    {Obstacle::RAISED, ObstacleAction::kWithdraw, Obstacle::WITHDRAWN},
    {Obstacle::ASSIGNED, ObstacleAction::kAssign, Obstacle::ASSIGNED},
    {Obstacle::ASSIGNED, ObstacleAction::kAnswer, Obstacle::ANSWERED},
    {Obstacle::ASSIGNED, ObstacleAction::kResolve, Obstacle::RESOLVED},
    {Obstacle::ASSIGNED, ObstacleAction::kWithdraw, Obstacle::WITHDRAWN},
    {Obstacle::ANSWERED, ObstacleAction::kAssign, Obstacle::ASSIGNED},
    {Obstacle::ANSWERED, ObstacleAction::kAnswer, Obstacle::ANSWERED},
    {Obstacle::ANSWERED, ObstacleAction::kResolve, Obstacle::RESOLVED},
    {Obstacle::ANSWERED, ObstacleAction::kWithdraw, Obstacle::WITHDRAWN},
};

}  // namespace

std::optional<ObstacleState> ObstacleStateAfter(ObstacleState state,
                                                ObstacleAction action) {
  for (const Row& row : kTransitions) {
    if (row.state == state && row.action == action) return row.next;
  }
  return std::nullopt;
}

}  // namespace loa::units

#include <gtest/gtest.h>

#include "services/units/governance/meeting_state.h"
#include "services/units/governance/obstacle_state.h"

namespace loa::units {
namespace {

using v1::Meeting;
using v1::Obstacle;

constexpr ObstacleAction kObstacleActions[] = {
    ObstacleAction::kAssign, ObstacleAction::kAnswer, ObstacleAction::kResolve,
    ObstacleAction::kWithdraw};
constexpr MeetingAction kMeetingActions[] = {
    MeetingAction::kEdit, MeetingAction::kSpeak, MeetingAction::kConclude};

TEST(ObstacleState, WhatIsOpenTakesEveryActionAndLeadsWhereItSays) {
  for (const ObstacleState open :
       {Obstacle::RAISED, Obstacle::ASSIGNED, Obstacle::ANSWERED}) {
    EXPECT_EQ(ObstacleStateAfter(open, ObstacleAction::kAssign),
              Obstacle::ASSIGNED);
    EXPECT_EQ(ObstacleStateAfter(open, ObstacleAction::kAnswer),
              Obstacle::ANSWERED);
    EXPECT_EQ(ObstacleStateAfter(open, ObstacleAction::kResolve),
              Obstacle::RESOLVED);
    EXPECT_EQ(ObstacleStateAfter(open, ObstacleAction::kWithdraw),
              Obstacle::WITHDRAWN);
  }
}

TEST(ObstacleState, WhatIsClosedStaysSo) {
  for (const ObstacleState closed :
       {Obstacle::RESOLVED, Obstacle::WITHDRAWN, Obstacle::STATE_UNSPECIFIED}) {
    for (const ObstacleAction action : kObstacleActions) {
      EXPECT_EQ(ObstacleStateAfter(closed, action), std::nullopt)
          << closed << " " << static_cast<int>(action);
    }
  }
}

TEST(MeetingState, OnlyAnOpenMeetingChanges) {
  EXPECT_EQ(MeetingStateAfter(Meeting::OPEN, MeetingAction::kEdit),
            Meeting::OPEN);
  EXPECT_EQ(MeetingStateAfter(Meeting::OPEN, MeetingAction::kSpeak),
            Meeting::OPEN);
  EXPECT_EQ(MeetingStateAfter(Meeting::OPEN, MeetingAction::kConclude),
            Meeting::CONCLUDED);
  for (const MeetingAction action : kMeetingActions) {
    EXPECT_EQ(MeetingStateAfter(Meeting::CONCLUDED, action), std::nullopt);
    EXPECT_EQ(MeetingStateAfter(Meeting::STATE_UNSPECIFIED, action),
              std::nullopt);
  }
}

}  // namespace
}  // namespace loa::units

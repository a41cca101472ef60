#include <gtest/gtest.h>

#include <optional>

#include "services/units/governance/direction_standing.h"
#include "services/units/governance/meeting_state.h"
#include "services/units/governance/obstacle_state.h"
#include "services/units/governance/report_state.h"

namespace loa::units {
namespace {

using v1::Addressee;
using v1::Direction;
using v1::Meeting;
using v1::Obstacle;
using v1::Report;

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

TEST(ReportState, EveryActionOnEveryStateIsAsDesigned) {
  constexpr std::optional<ReportState> kRefused;
  const struct {
    ReportState state;
    std::optional<ReportState> filed, confirmed, returned;
  } kCases[] = {
      {Report::STATE_UNSPECIFIED, Report::REPORTED, kRefused, kRefused},
      {Report::REPORTED, Report::REPORTED, Report::CONFIRMED, Report::RETURNED},
      {Report::CONFIRMED, kRefused, kRefused, Report::RETURNED},
      {Report::RETURNED, Report::REPORTED, kRefused, kRefused},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ReportStateAfter(c.state, ReportAction::kFile), c.filed);
    EXPECT_EQ(ReportStateAfter(c.state, ReportAction::kConfirm), c.confirmed);
    EXPECT_EQ(ReportStateAfter(c.state, ReportAction::kReturn), c.returned);
  }
}

TEST(DirectionStanding, IsLateOnlyPastTheDeadlineAndDoneWheneverAllHave) {
  for (const std::optional<base::Days> deadline :
       {std::optional<base::Days>(), std::optional<base::Days>(10)}) {
    for (base::Days day = 8; day < 13; ++day) {
      const bool past = deadline.has_value() && day > 10;
      EXPECT_EQ(DirectionStateOn(3, 3, deadline, day), Direction::DONE);
      EXPECT_EQ(DirectionStateOn(2, 3, deadline, day),
                past ? Direction::OVERDUE : Direction::OPEN);
      EXPECT_EQ(AddresseeStandingOn(true, deadline, day), Addressee::DONE);
      EXPECT_EQ(AddresseeStandingOn(false, deadline, day),
                past ? Addressee::LATE : Addressee::REMAINING);
    }
  }
}

}  // namespace
}  // namespace loa::units

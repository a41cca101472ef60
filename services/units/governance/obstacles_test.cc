#include "services/units/governance/obstacles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;

class ObstaclesTest : public testing::RegisterTest {
 protected:
  ObstaclesTest() {
    AddSmallTree();
    AddPlan("141", "quang-ninh");
    team_ = AddPerson("lan", options::v1::ROLE_AUTHOR, "units/ha-khanh");
    district_ = AddPerson("minh", options::v1::ROLE_MANAGER, "units/ha-long");
  }

  rpc::RequestContext Read() {
    return Admin(options::v1::PERMISSION_READ_REGISTER);
  }
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PLANS);
  }
  rpc::RequestContext Team() {
    return Person(team_, options::v1::PERMISSION_READ_REGISTER);
  }
  rpc::RequestContext District() {
    return Person(district_, options::v1::PERMISSION_MANAGE_PLANS);
  }
  void AddPlan(const std::string& id, const std::string& issuer) {
    v1::CreatePlanRequest request;
    request.set_plan_id("plan-" + id);
    request.mutable_plan()->set_number(id + "/KH-MTTQ-BTT");
    request.mutable_plan()->set_title("Kế hoạch");
    request.mutable_plan()->set_issuer("units/" + issuer);
    request.mutable_plan()->set_issued_on("2022-04-12");
    ASSERT_THAT(plans.CreatePlan(Manage(), request), IsOk());
  }
  v1::RaiseObstacleRequest NoEquipment() {
    v1::RaiseObstacleRequest request;
    request.set_obstacle_id("thieu-thiet-bi");
    v1::Obstacle& obstacle = *request.mutable_obstacle();
    obstacle.set_kind(v1::Obstacle::OBSTACLE);
    obstacle.set_unit("units/ha-khanh");
    obstacle.set_subject("plans/number:141/KH-MTTQ-BTT");
    obstacle.set_text("Tổ quản trị chưa có máy ảnh.");
    obstacle.set_raiser("Nguyễn Thị Lan, thành viên Tổ quản trị");
    obstacle.set_raised_on("2022-05-30");
    return request;
  }
  void Raise() {
    ASSERT_THAT(obstacles.RaiseObstacle(Team(), NoEquipment()), IsOk());
  }
  absl::StatusOr<v1::Obstacle> Assign(const std::string& unit) {
    v1::AssignObstacleRequest request;
    request.set_name("obstacles/thieu-thiet-bi");
    request.set_assigned_to(unit);
    request.set_answer_by("2022-06-10");
    return obstacles.AssignObstacle(District(), request);
  }
  absl::StatusOr<v1::Obstacle> Answer(const rpc::RequestContext& context) {
    v1::AnswerObstacleRequest request;
    request.set_name("obstacles/thieu-thiet-bi");
    request.set_answer("Huyện cho mượn.");
    return obstacles.AnswerObstacle(context, request);
  }
  absl::StatusOr<v1::Obstacle> Resolve(const rpc::RequestContext& context,
                                       const std::string& day = "") {
    v1::ResolveObstacleRequest request;
    request.set_name("obstacles/thieu-thiet-bi");
    request.set_resolution("Đã cấp máy ảnh.");
    request.set_resolved_on(day);
    return obstacles.ResolveObstacle(context, request);
  }
  std::vector<std::string> Listed(v1::ListObstaclesRequest request,
                                  const rpc::RequestContext& context) {
    std::vector<std::string> names;
    do {
      const auto page = obstacles.ListObstacles(context, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return names;
      for (const auto& obstacle : page->obstacles()) {
        names.push_back(obstacle.name().substr(10));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  std::string team_;
  std::string district_;
};

TEST_P(ObstaclesTest, ATeamMemberRaisesOneAndTheSuperiorResolvesIt) {
  const auto raised = obstacles.RaiseObstacle(Team(), NoEquipment());
  ASSERT_THAT(raised, IsOk());
  EXPECT_EQ(raised->state(), v1::Obstacle::RAISED);
  EXPECT_EQ(raised->subject(), "plans/plan-141");
  EXPECT_EQ(raised->raised_by(), team_);
  const auto assigned = Assign("units/code:193");
  ASSERT_THAT(assigned, IsOk());
  EXPECT_EQ(assigned->assigned_to(), "units/ha-long");
  EXPECT_EQ(assigned->answer_by(), "2022-06-10");
  const auto answered = Answer(District());
  ASSERT_THAT(answered, IsOk());
  EXPECT_EQ(answered->answered_on(), "2022-06-01");
  const auto resolved = Resolve(District());
  ASSERT_THAT(resolved, IsOk());
  EXPECT_EQ(resolved->state(), v1::Obstacle::RESOLVED);
  EXPECT_EQ(resolved->resolution(), "Đã cấp máy ảnh.");
  EXPECT_EQ(resolved->resolved_on(), "2022-06-01");
  EXPECT_EQ(resolved->resolved_by(), district_);
  v1::GetObstacleRequest get;
  get.set_name("obstacles/thieu-thiet-bi");
  EXPECT_THAT(obstacles.GetObstacle(Read(), get),
              IsOkAndHolds(EqualsProto(*resolved)));
  get.set_name("obstacles/other");
  EXPECT_THAT(obstacles.GetObstacle(Read(), get),
              HasReason("OBSTACLE_NOT_FOUND"));
}

TEST_P(ObstaclesTest, OnlyThoseOfTheUnitRaiseInItsName) {
  const std::string viewer =
      AddPerson("khach", options::v1::ROLE_VIEWER, "units/ha-khanh");
  EXPECT_THAT(
      obstacles.RaiseObstacle(
          Person(viewer, options::v1::PERMISSION_READ_REGISTER), NoEquipment()),
      HasReason("PERMISSION_DENIED"));
  auto elsewhere = NoEquipment();
  elsewhere.mutable_obstacle()->set_unit("units/ka-long");
  EXPECT_THAT(obstacles.RaiseObstacle(Team(), elsewhere),
              HasReason("PERMISSION_DENIED"));
  elsewhere.mutable_obstacle()->set_unit("units/nowhere");
  EXPECT_THAT(obstacles.RaiseObstacle(Manage(), elsewhere),
              HasReason("UNIT_NOT_FOUND"));
}

TEST_P(ObstaclesTest, IsAboutThePlansAboveAndThePagesBelow) {
  AddPlan("7", "mong-cai");
  auto request = NoEquipment();
  request.mutable_obstacle()->set_subject("plans/plan-7");
  EXPECT_THAT(obstacles.RaiseObstacle(Team(), request),
              HasReason("PLAN_NOT_FOUND"));
  AddPage("ka-long", "2");
  request.mutable_obstacle()->set_subject("pages/facebook:2");
  EXPECT_THAT(obstacles.RaiseObstacle(Team(), request),
              HasReason("PAGE_NOT_FOUND"));
  const v1::Page own = AddPage("ha-khanh", "1");
  request.mutable_obstacle()->set_subject("pages/facebook:1");
  const auto raised = obstacles.RaiseObstacle(Team(), request);
  ASSERT_THAT(raised, IsOk());
  EXPECT_EQ(raised->subject(), own.name());
}

TEST_P(ObstaclesTest, TellsOnlyOfDaysThatCame) {
  auto tomorrow = NoEquipment();
  tomorrow.mutable_obstacle()->set_raised_on("2022-06-02");
  EXPECT_THAT(obstacles.RaiseObstacle(Team(), tomorrow),
              HasReason("DATE_IN_FUTURE"));
  Raise();
  EXPECT_THAT(Resolve(District(), "2022-06-02"), HasReason("DATE_IN_FUTURE"));
  const auto early = Resolve(District(), "2022-05-29");
  EXPECT_THAT(early, HasReason("RESOLVED_BEFORE_RAISED"));
  EXPECT_THAT(early, HasMetadata("raised_on", "2022-05-30"));
  EXPECT_THAT(Resolve(District(), "2022-05-30"), IsOk());
}

TEST_P(ObstaclesTest, IsAnsweredByTheUnitThatWasAsked) {
  Raise();
  const std::string commune =
      AddPerson("hoa", options::v1::ROLE_MANAGER, "units/ha-khanh");
  ASSERT_THAT(Assign("units/ha-long"), IsOk());
  const auto own = Person(commune, options::v1::PERMISSION_MANAGE_PLANS);
  EXPECT_THAT(Answer(own), HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Resolve(own), HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Answer(District()), IsOk());
  const auto aside = Assign("units/mong-cai");
  EXPECT_THAT(aside, HasReason("ASSIGNEE_NOT_ABOVE"));
  EXPECT_THAT(aside, HasMetadata("unit", "units/ha-khanh"));
}

TEST_P(ObstaclesTest, WhatIsClosedStaysSo) {
  Raise();
  EXPECT_THAT(obstacles.RaiseObstacle(Team(), NoEquipment()),
              HasReason("OBSTACLE_ALREADY_EXISTS"));
  v1::WithdrawObstacleRequest withdraw;
  withdraw.set_name("obstacles/thieu-thiet-bi");
  withdraw.set_etag("\"0\"");
  EXPECT_THAT(obstacles.WithdrawObstacle(Team(), withdraw),
              HasReason("ETAG_MISMATCH"));
  withdraw.set_etag("");
  ASSERT_THAT(obstacles.WithdrawObstacle(Team(), withdraw), IsOk());
  const auto refused = Answer(District());
  EXPECT_THAT(refused, HasReason("OBSTACLE_STATE_WRONG"));
  EXPECT_THAT(refused, HasMetadata("state", "WITHDRAWN"));
  EXPECT_THAT(Assign("units/ha-long"), HasReason("OBSTACLE_STATE_WRONG"));
  EXPECT_THAT(Resolve(District()), HasReason("OBSTACLE_STATE_WRONG"));
}

TEST_P(ObstaclesTest, ListsByBranchKindStateAndSubject) {
  const auto manage = Admin(options::v1::PERMISSION_READ_REGISTER);
  int number = 0;
  for (const char* unit : {"ha-khanh", "ka-long", "ha-phong", "quang-ninh"}) {
    auto request = NoEquipment();
    request.set_obstacle_id(absl::StrCat("o-", ++number));
    request.mutable_obstacle()->set_unit(absl::StrCat("units/", unit));
    request.mutable_obstacle()->set_kind(
        number % 2 == 0 ? v1::Obstacle::PROPOSAL : v1::Obstacle::OBSTACLE);
    ASSERT_THAT(obstacles.RaiseObstacle(manage, request), IsOk());
  }
  v1::ResolveObstacleRequest resolve;
  resolve.set_name("obstacles/o-3");
  resolve.set_resolution("Xong");
  ASSERT_THAT(obstacles.ResolveObstacle(Manage(), resolve), IsOk());

  v1::ListObstaclesRequest all;
  all.set_page_size(1);
  EXPECT_THAT(Listed(all, Read()), ElementsAre("o-1", "o-2", "o-3", "o-4"));
  EXPECT_THAT(Listed(all, Team()), ElementsAre("o-1"));
  v1::ListObstaclesRequest branch = all;
  branch.set_within("units/ha-long");
  EXPECT_THAT(Listed(branch, Read()), ElementsAre("o-1", "o-3"));
  branch.set_open_only(true);
  EXPECT_THAT(Listed(branch, Read()), ElementsAre("o-1"));
  v1::ListObstaclesRequest resolved = all;
  resolved.set_state(v1::Obstacle::RESOLVED);
  EXPECT_THAT(Listed(resolved, Read()), ElementsAre("o-3"));
  v1::ListObstaclesRequest proposals = all;
  proposals.set_kind(v1::Obstacle::PROPOSAL);
  proposals.set_subject("plans/number:141/KH-MTTQ-BTT");
  EXPECT_THAT(Listed(proposals, Read()), ElementsAre("o-2", "o-4"));
}

TEST_P(ObstaclesTest, ARepeatGetsTheFirstAnswer) {
  auto request = NoEquipment();
  request.set_request_id("3f0c2a60-0000-4000-8000-000000000002");
  const auto first = obstacles.RaiseObstacle(Team(), request);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(obstacles.RaiseObstacle(Team(), request),
              IsOkAndHolds(EqualsProto(*first)));
}

INSTANTIATE_TEST_SUITE_P(Engines, ObstaclesTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units

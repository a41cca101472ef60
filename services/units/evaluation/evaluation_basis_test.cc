#include "services/units/evaluation/evaluation_basis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rpc/contract_check.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EvaluationBasisTest : public testing::RegisterTest {
 protected:
  EvaluationBasisTest() {
    AddSmallTree();
    v1::CreatePlanRequest plan;
    plan.set_plan_id("plan-141");
    plan.mutable_plan()->set_number("141/KH-MTTQ-BTT");
    plan.mutable_plan()->set_title("Trang cộng đồng");
    plan.mutable_plan()->set_issuer("units/quang-ninh");
    plan.mutable_plan()->set_issued_on("2022-04-12");
    v1::Target& target = *plan.mutable_plan()->add_targets();
    target.set_id("communes");
    target.set_level("commune");
    target.set_milestone(v1::FACT_KIND_PAGE_REGISTERED);
    target.set_deadline("2022-06-30");
    EXPECT_THAT(
        plans.CreatePlan(Admin(options::v1::PERMISSION_MANAGE_PLANS), plan),
        IsOk());
    AddPage("ha-khanh", "1001", "2022-05-02");
  }

  void Raise(const std::string& id, const std::string& day) {
    v1::RaiseObstacleRequest request;
    request.set_obstacle_id(id);
    v1::Obstacle& obstacle = *request.mutable_obstacle();
    obstacle.set_kind(v1::Obstacle::OBSTACLE);
    obstacle.set_unit("units/ha-khanh");
    obstacle.set_subject("plans/plan-141");
    obstacle.set_text("Chưa có máy ảnh.");
    obstacle.set_raised_on(day);
    ASSERT_THAT(obstacles.RaiseObstacle(
                    Admin(options::v1::PERMISSION_READ_REGISTER), request),
                IsOk());
  }

  // As metrics, which holds no role anywhere.
  absl::StatusOr<v1::EvaluationBasis> Read(const std::string& within,
                                           const std::string& plan) {
    v1::ReadEvaluationBasisRequest request;
    request.set_within(within);
    request.set_plan(plan);
    request.set_as_of("2022-05-31");
    return reads_.ReadEvaluationBasis(Service("metrics"), request);
  }

  Directions directions{*database, ids};
  EvaluationReads reads_{*database, index, obstacles, directions};
};

TEST(EvaluationBasisContract, IsWhole) {
  EXPECT_THAT(
      rpc::ContractViolations(*v1::EvaluationBasis::descriptor()->file()),
      IsEmpty());
}

TEST_P(EvaluationBasisTest, TellsPlanProgressAndWhereEachUnitStands) {
  const auto basis = Read("units/code:22", "plans/number:141/KH-MTTQ-BTT");
  ASSERT_THAT(basis, IsOk());
  EXPECT_EQ(basis->plan().number(), "141/KH-MTTQ-BTT");
  EXPECT_FALSE(basis->issuer_name().empty());
  EXPECT_GT(basis->registry_sequence(), 0);
  EXPECT_THAT(basis->progress().targets(0).count(),
              EqualsProto("done: 1 total: 3 remaining: 2 per_mille: 333"));
  ASSERT_THAT(basis->standings(), SizeIs(1));
  EXPECT_THAT(basis->standings(0).units(), SizeIs(3));
  int achieved = 0;
  for (const auto& unit : basis->standings(0).units()) {
    if (unit.achieved_on() != "2022-05-02") continue;
    ++achieved;
    EXPECT_EQ(unit.unit(), "units/ha-khanh");
    EXPECT_FALSE(unit.branch_name().empty());
  }
  EXPECT_EQ(achieved, 1);
}

TEST_P(EvaluationBasisTest, CountsWithinTheUnitAlone) {
  const auto basis = Read("units/ha-khanh", "plans/plan-141");
  ASSERT_THAT(basis, IsOk());
  EXPECT_EQ(basis->progress().targets(0).count().total(), 1);
  EXPECT_THAT(basis->standings(0).units(), SizeIs(1));
}

TEST_P(EvaluationBasisTest, TellsObstaclesThatWereRaisedByTheDay) {
  Raise("before", "2022-05-30");
  Raise("after", "2022-06-01");
  Raise("taken-back", "2022-05-29");
  v1::WithdrawObstacleRequest withdraw;
  withdraw.set_name("obstacles/taken-back");
  ASSERT_THAT(obstacles.WithdrawObstacle(
                  Admin(options::v1::PERMISSION_READ_REGISTER), withdraw),
              IsOk());
  const auto basis = Read("units/quang-ninh", "");
  ASSERT_THAT(basis, IsOk());
  EXPECT_FALSE(basis->has_plan());
  ASSERT_THAT(basis->obstacles(), SizeIs(1));
  EXPECT_EQ(basis->obstacles(0).name(), "obstacles/before");
}

TEST_P(EvaluationBasisTest, TellsDirectionsWithThoseThatAnswerTheDay) {
  v1::IssueDirectionRequest issue;
  issue.set_direction_id("june");
  v1::Direction& direction = *issue.mutable_direction();
  direction.set_unit("units/quang-ninh");
  direction.mutable_given_by()->set_full_name("Hoàng Đức Hạnh");
  direction.mutable_given_by()->set_position("Phó Chủ tịch");
  direction.set_given_on("2022-06-01");
  direction.set_text("Trong tháng 6, 100 % xã có trang.");
  direction.mutable_new_target()->set_plan("plans/plan-141");
  v1::Target& target = *direction.mutable_new_target()->mutable_target();
  target.set_id("june");
  target.set_level("commune");
  target.set_milestone(v1::FACT_KIND_PAGE_REGISTERED);
  target.set_deadline("2022-06-30");
  ASSERT_THAT(directions.IssueDirection(
                  Admin(options::v1::PERMISSION_MANAGE_PLANS), issue),
              IsOk());
  const auto basis = Read("units/quang-ninh", "");
  ASSERT_THAT(basis, IsOk());
  ASSERT_THAT(basis->directions(), SizeIs(1));
  EXPECT_THAT(basis->directions(0),
              EqualsProto("name: 'directions/june'"
                          " text: 'Trong tháng 6, 100 % xã có trang.'"
                          " given_by: 'Phó Chủ tịch Hoàng Đức Hạnh'"
                          " given_on: '2022-06-01' level: 'commune'"
                          " deadline: '2022-06-30' state: 'OPEN'"
                          " addressed: 3 done: 1"
                          " plan_number: '141/KH-MTTQ-BTT'"));
}

TEST_P(EvaluationBasisTest, NamesWhatIsNotThere) {
  EXPECT_THAT(Read("units/none", ""), HasReason("UNIT_NOT_FOUND"));
  EXPECT_THAT(Read("units/quang-ninh", "plans/none"),
              HasReason("PLAN_NOT_FOUND"));
}

INSTANTIATE_TEST_SUITE_P(Engines, EvaluationBasisTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units

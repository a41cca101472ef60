#include "services/units/governance/obstacle_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;

class ObstacleWorkTest : public testing::RegisterTest {
 protected:
  ObstacleWorkTest() {
    AddSmallTree();
    district_ = AddPerson("minh", options::v1::ROLE_MANAGER, "units/ha-long");
    province_ =
        AddPerson("binh", options::v1::ROLE_MANAGER, "units/quang-ninh");
    AddPage("ha-khanh", "1234");
    v1::RaiseObstacleRequest request;
    request.set_obstacle_id("may-anh");
    v1::Obstacle& obstacle = *request.mutable_obstacle();
    obstacle.set_kind(v1::Obstacle::OBSTACLE);
    obstacle.set_unit("units/ha-khanh");
    obstacle.set_subject("pages/facebook:1234");
    obstacle.set_text("Tổ quản trị chưa có máy ảnh.\nMong được hỗ trợ.");
    EXPECT_THAT(obstacles.RaiseObstacle(
                    Admin(options::v1::PERMISSION_READ_REGISTER), request),
                IsOk());
  }

  std::vector<work::v1::WorkItem> For(const std::string& who) {
    EXPECT_THAT(index.Refresh(), IsOk());
    ObstacleWork source(*database, index);
    const auto items =
        source.Waiting(work::Duty::Of(index.Current(), who), clock.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<work::v1::WorkItem>());
  }

  std::string district_;
  std::string province_;
};

INSTANTIATE_TEST_SUITE_P(Engines, ObstacleWorkTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

TEST_P(ObstacleWorkTest, IsTheSuperiorsUntilSomebodyIsAsked) {
  const auto items = For(district_);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].title(),
            "Trả lời vướng mắc: Tổ quản trị chưa có máy ảnh.");
  EXPECT_EQ(items[0].unit(), "units/ha-khanh");
  EXPECT_EQ(items[0].responsible_unit(), "units/ha-long");
  EXPECT_FALSE(items[0].has_due_time());
  EXPECT_THAT(For(province_), IsEmpty());
}

TEST_P(ObstacleWorkTest, IsOfTheUnitThatWasAskedUntilTheEndOfItsDay) {
  v1::AssignObstacleRequest request;
  request.set_name("obstacles/may-anh");
  request.set_assigned_to("units/quang-ninh");
  request.set_answer_by("2022-06-10");
  ASSERT_THAT(obstacles.AssignObstacle(
                  Admin(options::v1::PERMISSION_MANAGE_PLANS), request),
              IsOk());
  EXPECT_THAT(For(district_), IsEmpty());
  const auto items = For(province_);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(base::TimeOf(items[0].due_time()),
            testing::Morning("2022-06-11") - absl::Hours(7));
}

TEST_P(ObstacleWorkTest, EndsWithTheAnswer) {
  v1::AnswerObstacleRequest request;
  request.set_name("obstacles/may-anh");
  request.set_answer("Huyện cho mượn.");
  ASSERT_THAT(obstacles.AnswerObstacle(
                  Admin(options::v1::PERMISSION_MANAGE_PLANS), request),
              IsOk());
  EXPECT_THAT(For(district_), IsEmpty());
}

}  // namespace
}  // namespace loa::units

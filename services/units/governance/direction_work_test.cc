#include "services/units/governance/direction_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/units/governance/directions.h"
#include "services/units/governance/reports.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using work::v1::WorkItem;

class DirectionWorkTest : public testing::RegisterTest {
 protected:
  DirectionWorkTest() {
    AddSmallTree();
    commune_ = AddPerson("lan", options::v1::ROLE_AUTHOR, "units/ha-khanh");
    district_ = AddPerson("minh", options::v1::ROLE_MANAGER, "units/ha-long");
    v1::IssueDirectionRequest request;
    request.set_direction_id("viet-tin");
    v1::Direction& direction = *request.mutable_direction();
    direction.set_unit("units/quang-ninh");
    direction.set_text("Tăng cường viết tin, bài.");
    direction.add_addressees("units/ha-khanh");
    direction.set_deadline("2022-06-10");
    EXPECT_THAT(directions.IssueDirection(
                    Admin(options::v1::PERMISSION_MANAGE_PLANS), request),
                IsOk());
  }

  void Report() {
    v1::FileReportRequest request;
    request.mutable_report()->set_subject("directions/viet-tin");
    request.mutable_report()->set_unit("units/ha-khanh");
    request.mutable_report()->set_text("Đã viết 20 tin.");
    ASSERT_THAT(
        reports.FileReport(
            Person(commune_, options::v1::PERMISSION_READ_REGISTER), request),
        IsOk());
  }

  std::vector<WorkItem> For(const std::string& who) {
    EXPECT_THAT(index.Refresh(), IsOk());
    DirectionWork to_do(*database);
    ReportWork to_confirm(*database, index);
    const work::Duty duty = work::Duty::Of(index.Current(), who);
    std::vector<WorkItem> items;
    for (work::WorkSource* source :
         std::vector<work::WorkSource*>{&to_do, &to_confirm}) {
      const auto waiting = source->Waiting(duty, clock.Now());
      EXPECT_THAT(waiting, IsOk());
      items.insert(items.end(), waiting->begin(), waiting->end());
    }
    return items;
  }

  Directions directions{*database, ids};
  Reports reports{*database};
  std::string commune_;
  std::string district_;
};

INSTANTIATE_TEST_SUITE_P(Engines, DirectionWorkTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

TEST_P(DirectionWorkTest, IsTheAddresseesUntilItsDayEnds) {
  const auto items = For(commune_);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].kind(), WorkItem::DIRECTION);
  EXPECT_EQ(items[0].title(),
            "Thực hiện và báo cáo ý kiến chỉ đạo: Tăng cường viết tin, bài.");
  EXPECT_EQ(base::TimeOf(items[0].due_time()),
            testing::Morning("2022-06-11") - absl::Hours(7));
  EXPECT_THAT(For(district_), IsEmpty());
}

TEST_P(DirectionWorkTest, PassesToTheSuperiorOnceItIsReported) {
  Report();
  EXPECT_THAT(For(commune_), IsEmpty());
  const auto items = For(district_);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].kind(), WorkItem::MILESTONE);
  EXPECT_EQ(items[0].title(), "Xác nhận báo cáo: Đã viết 20 tin.");
  EXPECT_EQ(items[0].resource(), "directions/viet-tin");
  EXPECT_EQ(items[0].responsible_unit(), "units/ha-long");
}

TEST_P(DirectionWorkTest, EndsWithTheConfirmation) {
  Report();
  v1::ConfirmReportRequest request;
  request.set_subject("directions/viet-tin");
  request.set_unit("units/ha-khanh");
  ASSERT_THAT(
      reports.ConfirmReport(
          Person(district_, options::v1::PERMISSION_MANAGE_PLANS), request),
      IsOk());
  EXPECT_THAT(For(commune_), IsEmpty());
  EXPECT_THAT(For(district_), IsEmpty());
}

TEST_P(DirectionWorkTest, IsFoundBehindThatOfThousandsOfOthers) {
  ASSERT_THAT(database->Write([](sql::Tx& tx) -> absl::Status {
    for (int i = 0; i < work::kMaxOfAKind + 1; ++i) {
      const auto added = tx.Exec(
          "INSERT INTO direction_addressee (direction_id, unit_id) "
          "VALUES ('viet-tin', $1)",
          absl::StrCat("a-", i));
      if (!added.ok()) return added.status();
    }
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_EQ(For(commune_).size(), 1u);
}

}  // namespace
}  // namespace loa::units

#include "services/units/governance/milestone_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/units/governance/direction_work.h"
#include "services/units/governance/reports.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using work::v1::WorkItem;

// "congresses": one commune is to hold its congress by the end of June.
class MilestoneWorkTest : public testing::RegisterTest {
 protected:
  MilestoneWorkTest() {
    AddSmallTree();
    commune_ = AddPerson("lan", options::v1::ROLE_AUTHOR, "units/ha-khanh");
    district_ = AddPerson("minh", options::v1::ROLE_MANAGER, "units/ha-long");
    province_ = AddPerson("binh", options::v1::ROLE_EDITOR, "units/quang-ninh");
    v1::CreatePlanRequest request;
    request.set_plan_id("dai-hoi");
    v1::Plan& plan = *request.mutable_plan();
    plan.set_number("12/KH-MTTQ-BTT");
    plan.set_title("Kế hoạch đại hội");
    plan.set_issuer("units/quang-ninh");
    plan.set_issued_on("2022-04-12");
    *plan.add_targets() = Target("congresses", v1::FACT_KIND_REPORTED);
    *plan.add_targets() = Target("pages", v1::FACT_KIND_PAGE_REGISTERED);
    EXPECT_THAT(plans.CreatePlan(Manage(), request), IsOk());
  }

  static v1::Target Target(const std::string& id, v1::FactKind milestone) {
    v1::Target target;
    target.set_id(id);
    target.set_title("Đại hội Mặt trận cấp xã");
    target.set_level("commune");
    target.set_milestone(milestone);
    target.set_count(1);
    target.set_deadline("2022-06-30");
    return target;
  }
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PLANS);
  }
  void Report() {
    v1::FileReportRequest request;
    request.mutable_report()->set_subject("plans/dai-hoi/targets/congresses");
    request.mutable_report()->set_unit("units/ha-khanh");
    request.mutable_report()->set_text("Đại hội đã tổ chức xong.");
    ASSERT_THAT(
        reports_.FileReport(
            Person(commune_, options::v1::PERMISSION_READ_REGISTER), request),
        IsOk());
  }

  std::vector<WorkItem> For(const std::string& who) {
    EXPECT_THAT(index.Refresh(), IsOk());
    MilestoneWork source(*database);
    const auto items =
        source.Waiting(work::Duty::Of(index.Current(), who), clock.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<WorkItem>());
  }

  Reports reports_{*database};
  std::string commune_;
  std::string district_;
  std::string province_;
};

INSTANTIATE_TEST_SUITE_P(Engines, MilestoneWorkTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

TEST_P(MilestoneWorkTest, IsTheUnitsToReportByTheDeadline) {
  const std::vector<WorkItem> items = For(commune_);
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].kind(), WorkItem::MILESTONE);
  EXPECT_EQ(items[0].title(),
            "Báo cáo kết quả thực hiện kế hoạch 12/KH-MTTQ-BTT: Đại hội Mặt "
            "trận cấp xã");
  EXPECT_EQ(items[0].resource(), "plans/dai-hoi/targets/congresses");
  EXPECT_EQ(items[0].unit(), "units/ha-khanh");
  EXPECT_EQ(items[0].responsible_unit(), "units/ha-khanh");
  EXPECT_EQ(base::TimeOf(items[0].due_time()),
            testing::Morning("2022-07-01") - absl::Hours(7));
  EXPECT_EQ(items[0].method(), "loa.units.v1.ReportService/FileReport");
  // The two other communes have nobody, the districts nobody who writes.
  EXPECT_THAT(For(province_), SizeIs(2));
  EXPECT_THAT(For(district_), IsEmpty());
}

TEST_P(MilestoneWorkTest, EndsWithTheReportAndBeginsAgainWithItsReturn) {
  Report();
  EXPECT_THAT(For(commune_), IsEmpty());
  v1::ReturnReportRequest request;
  request.set_subject("plans/dai-hoi/targets/congresses");
  request.set_unit("units/ha-khanh");
  request.set_note("Chưa có biên bản.");
  ASSERT_THAT(
      reports_.ReturnReport(
          Person(district_, options::v1::PERMISSION_MANAGE_PLANS), request),
      IsOk());
  EXPECT_THAT(For(commune_), SizeIs(1));
}

TEST_P(MilestoneWorkTest, EndsForAllWhenTheTargetIsReached) {
  Report();
  EXPECT_THAT(For(province_), SizeIs(2));
  v1::ConfirmReportRequest request;
  request.set_subject("plans/dai-hoi/targets/congresses");
  request.set_unit("units/ha-khanh");
  ASSERT_THAT(
      reports_.ConfirmReport(
          Person(district_, options::v1::PERMISSION_MANAGE_PLANS), request),
      IsOk());
  EXPECT_THAT(For(province_), IsEmpty());
}

}  // namespace
}  // namespace loa::units

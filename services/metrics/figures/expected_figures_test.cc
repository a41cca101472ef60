#include "services/metrics/figures/expected_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

ABSL_DECLARE_FLAG(std::string, monthly_figures);

namespace loa::metrics {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

base::Days Day(absl::string_view text) { return *base::ParseDate(text); }

TEST(MonthlyFigures, AreFollowersUnlessTheFlagSaysOthers) {
  absl::FlagSaver saver;
  EXPECT_THAT(MonthlyFiguresFromFlags(),
              IsOkAndHolds(ElementsAre("followers")));
  absl::SetFlag(&FLAGS_monthly_figures, "followers, reach");
  EXPECT_THAT(MonthlyFiguresFromFlags(),
              IsOkAndHolds(ElementsAre("followers", "reach")));
  absl::SetFlag(&FLAGS_monthly_figures, "");
  EXPECT_THAT(MonthlyFiguresFromFlags(), IsOkAndHolds(IsEmpty()));
  absl::SetFlag(&FLAGS_monthly_figures, "reach,reach");
  EXPECT_THAT(MonthlyFiguresFromFlags(), HasReason("FLAG_INVALID"));
}

class ExpectedFiguresTest : public MetricsWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, ExpectedFiguresTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ExpectedFiguresTest, AreMetricsOfTheStore) {
  const auto check = [&](const std::vector<std::string>& ids) {
    return db_->Read([&](sql::Tx& tx) { return CheckMonthlyFigures(tx, ids); });
  };
  EXPECT_THAT(check({"followers", "reach"}), IsOk());
  EXPECT_THAT(check({"followers", "likes"}),
              AllOf(HasReason("FLAG_INVALID"), HasMetadata("value", "likes")));
}

TEST(ReportedMonth, IsTheOneBeforeAndHasTenDays) {
  const ReportedMonth may = MonthBefore(Day("2022-06-30"));
  EXPECT_EQ(may.first, Day("2022-05-01"));
  EXPECT_EQ(may.last, Day("2022-05-31"));
  EXPECT_EQ(may.asked_on, Day("2022-06-01"));
  EXPECT_EQ(may.late_on, Day("2022-06-11"));
  const ReportedMonth december = MonthBefore(Day("2023-01-01"));
  EXPECT_EQ(december.first, Day("2022-12-01"));
  EXPECT_EQ(december.last, Day("2022-12-31"));
}

TEST(ReportedMonth, IsReportedOfPagesThatCountAndNoPlatformTellsOf) {
  const base::Days today = Day("2022-06-05");
  const ReportedMonth may = MonthBefore(today);
  units::v1::Page page;
  page.set_platform(units::v1::PLATFORM_FACEBOOK);
  page.set_connection(units::v1::Page::NONE);
  page.set_established_on("2022-05-31");
  EXPECT_TRUE(IsReportedByPeople(page, may, today));
  page.set_established_on("2022-06-01");
  EXPECT_FALSE(IsReportedByPeople(page, may, today));
  page.set_established_on("2022-05-01");
  page.set_connection(units::v1::Page::BROKEN);
  EXPECT_TRUE(IsReportedByPeople(page, may, today));
  page.set_connection(units::v1::Page::CONNECTED);
  EXPECT_FALSE(IsReportedByPeople(page, may, today));
  page.set_connection(units::v1::Page::NONE);
  page.set_retired_on("2022-06-02");
  EXPECT_FALSE(IsReportedByPeople(page, may, today));
  page.clear_retired_on();
  page.set_platform(units::v1::PLATFORM_WEBHOOK);
  EXPECT_FALSE(IsReportedByPeople(page, may, today));
}

}  // namespace
}  // namespace loa::metrics

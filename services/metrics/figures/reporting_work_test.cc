#include "services/metrics/figures/reporting_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using work::v1::WorkItem;

// "pages/xa-1" and "pages/xa-2" are run on a phone; the others are connected.
class ReportingWorkTest : public MetricsWorld {
 protected:
  ReportingWorkTest() {
    for (const char* name : {"pages/xa-1", "pages/xa-2"}) {
      units::v1::Page page = *(*registry_.View())->FindPage(name);
      page.set_connection(units::v1::Page::NONE);
      registry_.Put(page);
    }
  }

  std::vector<WorkItem> For(const std::string& who,
                            std::vector<std::string> metrics = {"followers"}) {
    ReportingWork source(*db_, registry_, std::move(metrics));
    const RegisterView view = *registry_.View();
    const auto items = source.Waiting(
        who.empty() ? work::Duty::OfEverybody(view) : work::Duty::Of(view, who),
        clock_.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<WorkItem>());
  }
  // Lan reports the followers of pages/xa-1.
  v1::Figure Report(const std::string& day = "2022-05-31") {
    v1::ReportFigureRequest request;
    v1::Figure& figure = *request.mutable_figure();
    figure.set_page("pages/xa-1");
    figure.set_metric("metrics/followers");
    figure.set_day(day);
    figure.set_value(240);
    figure.set_evidence("Báo cáo qua điện thoại.");
    const auto reported = figures_.ReportFigure(
        Context("principals/lan", options::v1::PERMISSION_WRITE_POSTS),
        request);
    EXPECT_THAT(reported, IsOk());
    return reported.value_or(v1::Figure());
  }
  absl::Time At(const std::string& day) {
    return base::StartOf(*base::ParseDate(day), ZoneOf(**registry_.View()));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReportingWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ReportingWorkTest, IsTheMonthBeforeOfPagesThatNoPlatformTellsOf) {
  const std::vector<WorkItem> items = For("principals/lan");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].kind(), WorkItem::FIGURE);
  EXPECT_EQ(items[0].title(),
            "Báo cáo số liệu tháng 05/2022 của Trang pages/xa-1: Người theo "
            "dõi");
  EXPECT_EQ(items[0].resource(), "pages/xa-1");
  EXPECT_EQ(items[0].unit(), "units/xa-1");
  EXPECT_EQ(items[0].responsible_unit(), "units/xa-1");
  EXPECT_EQ(base::TimeOf(items[0].since_time()), At("2022-06-01"));
  EXPECT_EQ(base::TimeOf(items[0].due_time()), At("2022-06-11"));
  EXPECT_EQ(items[0].method(), "loa.metrics.v1.FigureService/ReportFigure");
}

TEST_P(ReportingWorkTest, IsOfTheNearestAboveWhereAUnitHasNobody) {
  // Nobody writes in units/xa-2 or units/huyen; managers do not report.
  EXPECT_THAT(For("principals/minh"), IsEmpty());
  const std::vector<WorkItem> items = For("principals/admin");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].unit(), "units/xa-2");
  EXPECT_EQ(items[0].responsible_unit(), "units/tinh");
  EXPECT_THAT(For(""), SizeIs(2));
}

TEST_P(ReportingWorkTest, WaitsForTheSuperiorOnceItIsReported) {
  const v1::Figure figure = Report();
  EXPECT_THAT(For("principals/lan"), IsEmpty());
  v1::RefuseFigureRequest refuse;
  refuse.set_name(figure.name());
  refuse.set_note("Chưa có ảnh chụp.");
  ASSERT_THAT(figures_.RefuseFigure(Context("principals/minh"), refuse),
              IsOk());
  EXPECT_THAT(For("principals/lan"), SizeIs(1));
  v1::ConfirmFigureRequest confirm;
  confirm.set_name(Report().name());
  ASSERT_THAT(figures_.ConfirmFigure(Context("principals/minh"), confirm),
              IsOk());
  EXPECT_THAT(For("principals/lan"), IsEmpty());
}

TEST_P(ReportingWorkTest, IsDoneByAnyValueOfTheMonthAndByNoOther) {
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-04-30", 230)}),
      IsOk());
  EXPECT_THAT(For("principals/lan"), SizeIs(1));
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-02", 231)}),
      IsOk());
  EXPECT_THAT(For("principals/lan"), IsEmpty());
  clock_.SetNow(At("2022-07-01"));
  const std::vector<WorkItem> june = For("principals/lan");
  ASSERT_THAT(june, SizeIs(1));
  EXPECT_EQ(base::TimeOf(june[0].since_time()), At("2022-07-01"));
}

TEST_P(ReportingWorkTest, IsOneItemAPageForAllMetrics) {
  EXPECT_EQ(For("principals/lan", {"followers", "reach"})[0].title(),
            "Báo cáo số liệu tháng 05/2022 của Trang pages/xa-1: Người theo "
            "dõi, Lượt tiếp cận");
  Report();
  EXPECT_EQ(For("principals/lan", {"followers", "reach"})[0].title(),
            "Báo cáo số liệu tháng 05/2022 của Trang pages/xa-1: Lượt tiếp "
            "cận");
  EXPECT_THAT(For("principals/lan", {}), IsEmpty());
}

}  // namespace
}  // namespace loa::metrics

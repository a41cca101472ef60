#include "services/metrics/figures/figure_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/figures/figure_store.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;

class FigureWorkTest : public MetricsWorld {
 protected:
  void Report(const std::string& who) {
    v1::ReportFigureRequest request;
    v1::Figure& figure = *request.mutable_figure();
    figure.set_page("pages/xa-1");
    figure.set_metric("metrics/followers");
    figure.set_day("2022-05-31");
    figure.set_value(240);
    figure.set_lower_bound(true);
    figure.set_evidence("Báo cáo qua điện thoại.");
    ASSERT_THAT(figures_.ReportFigure(
                    Context(who, options::v1::PERMISSION_WRITE_POSTS), request),
                IsOk());
  }
  std::vector<work::v1::WorkItem> For(const std::string& who) {
    FigureWork source(*db_, registry_);
    const auto items =
        source.Waiting(work::Duty::Of(*registry_.View(), who), clock_.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<work::v1::WorkItem>());
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, FigureWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(FigureWorkTest, IsTheSuperiorsToConfirm) {
  EXPECT_THAT(For("principals/minh"), IsEmpty());
  Report("principals/lan");
  const auto items = For("principals/minh");
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(
      items[0].title(),
      "Xác nhận số liệu Người theo dõi ngày 31/05/2022 của Trang pages/xa-1");
  EXPECT_EQ(items[0].unit(), "units/xa-1");
  EXPECT_EQ(items[0].responsible_unit(), "units/huyen");
  EXPECT_THAT(For("principals/chi"), IsEmpty());
  EXPECT_THAT(For("principals/lan"), IsEmpty());
}

TEST_P(FigureWorkTest, IsFoundBehindThatOfThousandsOfOthers) {
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    for (int i = 0; i < work::kMaxOfAKind + 1; ++i) {
      const auto inserted =
          InsertFigure(tx, {.figure_id = absl::StrCat("other-", i),
                            .page = absl::StrCat("pages/other-", i),
                            .unit = "units/thi-xa",
                            .metric_id = "followers",
                            .reporter = "principals/khac",
                            .reported_at = clock_.Now() - absl::Hours(1)});
      if (!inserted.ok()) return inserted.status();
    }
    return absl::OkStatus();
  }),
              IsOk());
  Report("principals/lan");
  EXPECT_EQ(For("principals/minh").size(), 1u);
  EXPECT_EQ(For("principals/admin").size(), size_t{work::kMaxOfAKind});
}

}  // namespace
}  // namespace loa::metrics

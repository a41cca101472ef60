#include "services/metrics/rollups/rollups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;

class RollupsTest : public MetricsWorld {
 protected:
  // March and April of three pages: views, followers and reach.
  void IngestMonths() {
    ASSERT_THAT(
        Ingest({Row("pages/xa-1", "metrics/media-views", "2022-04-01", 10),
                Row("pages/xa-2", "metrics/media-views", "2022-04-02", 20),
                Row("pages/thi-xa", "metrics/media-views", "2022-04-02", 5),
                Row("pages/xa-1", "metrics/followers", "2022-03-01", 100),
                Row("pages/xa-1", "metrics/followers", "2022-04-10", 130),
                Row("pages/xa-2", "metrics/followers", "2022-03-15", 50),
                Row("pages/xa-1", "metrics/reach", "2022-04-01", 40),
                Row("pages/xa-2", "metrics/reach", "2022-04-01", 70)}),
        IsOk());
  }
};

TEST_P(RollupsTest, AFlowIsSummedUpTheTree) {
  IngestMonths();
  const auto sum = [&](const char* unit) {
    return TotalOf(
               Rollup(unit, "metrics/media-views", "2022-04-01", "2022-04-30"))
        .flow()
        .sum();
  };
  EXPECT_EQ(sum("units/xa-1"), 10);
  EXPECT_EQ(sum("units/huyen"), 30);
  EXPECT_EQ(sum("units/tinh"), 35);
  const v1::Rollup day =
      Rollup("units/tinh", "metrics/media-views", "2022-04-02", "2022-04-02");
  EXPECT_EQ(TotalOf(day).flow().sum(), 25);
  EXPECT_EQ(day.coverage().reporting(), 2);
  EXPECT_EQ(day.coverage().pages(), 5);
  EXPECT_EQ(day.view(), v1::AS_REPORTED);
}

TEST_P(RollupsTest, AStockCarriesItsLastValueForward) {
  IngestMonths();
  const v1::Rollup april =
      Rollup("units/tinh", "metrics/followers", "2022-04-01", "2022-04-30");
  EXPECT_EQ(TotalOf(april).stock().sum(), 180);
  EXPECT_EQ(TotalOf(april).stock().change(), 30);
  EXPECT_EQ(TotalOf(april).stock().fresh_pages(), 1);
  EXPECT_EQ(TotalOf(april).pages(), 2);
  EXPECT_EQ(april.coverage().reporting(), 2);
  EXPECT_EQ(TotalOf(Rollup("units/tinh", "metrics/followers", "2022-03-01",
                           "2022-03-10"))
                .stock()
                .sum(),
            100);
  EXPECT_EQ(
      Rollup("units/tinh", "metrics/followers", "2022-02-01", "2022-02-10")
          .totals_size(),
      0);
}

TEST_P(RollupsTest, ReachIsNeverAddedButBounded) {
  IngestMonths();
  const auto reach = TotalOf(
      Rollup("units/tinh", "metrics/reach", "2022-04-01", "2022-04-30"));
  EXPECT_EQ(reach.unique().max(), 70);
  EXPECT_EQ(reach.unique().sum(), 110);
}

TEST_P(RollupsTest, ACorrectionOfTheLargestFindsTheNextLargest) {
  IngestMonths();
  ASSERT_THAT(Ingest({Row("pages/xa-2", "metrics/reach", "2022-04-01", 20, 9)}),
              IsOk());
  const auto reach = TotalOf(
      Rollup("units/tinh", "metrics/reach", "2022-04-01", "2022-04-30"));
  EXPECT_EQ(reach.unique().max(), 40);
  EXPECT_EQ(reach.unique().sum(), 60);
}

TEST_P(RollupsTest, ARatioIsItsPartsSummedApart) {
  auto one = Row("pages/xa-1", "metrics/engagement-rate", "2022-04-01", 1);
  one.mutable_sample()->set_denominator(2);
  auto two = Row("pages/xa-2", "metrics/engagement-rate", "2022-04-01", 1);
  two.mutable_sample()->set_denominator(98);
  ASSERT_THAT(Ingest({one, two}), IsOk());
  const auto ratio = TotalOf(Rollup("units/tinh", "metrics/engagement-rate",
                                    "2022-04-01", "2022-04-30"));
  EXPECT_EQ(ratio.ratio().numerator(), 2);
  EXPECT_EQ(ratio.ratio().denominator(), 100);
}

TEST_P(RollupsTest, TheUnitsOwnPagesCanBeAskedForAlone) {
  ASSERT_THAT(
      Ingest({Row("pages/tinh", "metrics/followers", "2022-04-01", 240),
              Row("pages/xa-1", "metrics/followers", "2022-04-01", 100)}),
      IsOk());
  v1::GetRollupRequest request;
  request.set_unit("units/tinh");
  request.set_metric("metrics/followers");
  request.set_first_day("2022-04-01");
  request.set_last_day("2022-04-30");
  request.set_own_pages_only(true);
  const auto rollup = rollups_.GetRollup(Context(), request);
  ASSERT_THAT(rollup, IsOk());
  EXPECT_EQ(TotalOf(*rollup).stock().sum(), 240);
  EXPECT_EQ(rollup->coverage().pages(), 1);
  EXPECT_EQ(rollup->coverage().reporting(), 1);
  EXPECT_TRUE(rollup->own_pages_only());
}

// AS_REPORTED: what was counted before the move stays where it was.
TEST_P(RollupsTest, APageThatMovesTakesItsFollowersAlongButNotItsViews) {
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-04-01", 100),
              Row("pages/xa-1", "metrics/media-views", "2022-04-01", 10)}),
      IsOk());
  registry_.AddUnit("units/xa-1", "commune", "units/thi-xa");
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-04-20", 110),
              Row("pages/xa-1", "metrics/media-views", "2022-04-20", 3)}),
      IsOk());
  const auto of = [&](const char* unit, const char* metric) {
    return TotalOf(Rollup(unit, metric, "2022-04-01", "2022-04-30"));
  };
  EXPECT_EQ(of("units/huyen", "metrics/followers").pages(), 0);
  EXPECT_EQ(of("units/thi-xa", "metrics/followers").stock().sum(), 110);
  EXPECT_EQ(of("units/tinh", "metrics/followers").stock().sum(), 110);
  EXPECT_EQ(of("units/huyen", "metrics/media-views").flow().sum(), 10);
  EXPECT_EQ(of("units/thi-xa", "metrics/media-views").flow().sum(), 3);
  EXPECT_EQ(of("units/tinh", "metrics/media-views").flow().sum(), 13);
  EXPECT_EQ(
      Rollup("units/huyen", "metrics/followers", "2022-04-01", "2022-04-30")
          .coverage()
          .reporting(),
      0);
}

TEST_P(RollupsTest, DefinitionsAreNeverSplicedTogether) {
  IngestMonths();
  v1::DefineMetricRequest define;
  define.set_name("metrics/media-views");
  define.mutable_definition()->set_metric_class(v1::FLOW);
  define.mutable_definition()->set_valid_from("2022-04-02");
  EXPECT_THAT(metrics_.DefineMetric(Context(), define),
              HasReason("DEFINITION_INVALID"));  // a value is recorded
  clock_.SetNow(
      absl::FromCivil(absl::CivilDay(2026, 1, 15), absl::UTCTimeZone()));
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/media-views", "2025-11-14", 1),
              Row("pages/xa-1", "metrics/media-views", "2025-11-15", 7)}),
      IsOk());
  const v1::Rollup both =
      Rollup("units/tinh", "metrics/media-views", "2025-11-01", "2025-11-30");
  EXPECT_EQ(both.version(), 2);
  EXPECT_EQ(TotalOf(both).flow().sum(), 7);
  EXPECT_THAT(both.other_versions(), ElementsAre(1));
}

TEST_P(RollupsTest, ListsTheUnitsBelow) {
  IngestMonths();
  v1::ListRollupsRequest request;
  request.set_within("units/tinh");
  request.set_metric("metrics/media-views");
  request.set_first_day("2022-04-01");
  request.set_last_day("2022-04-30");
  const auto describe = [&] {
    std::vector<std::string> rows;
    const auto list = rollups_.ListRollups(Context(), request);
    EXPECT_THAT(list, IsOk());
    for (const v1::Rollup& rollup : list->rollups()) {
      rows.push_back(rollup.unit() + " " +
                     std::to_string(TotalOf(rollup).flow().sum()));
    }
    request.set_page_token(list->next_page_token());
    return rows;
  };
  EXPECT_THAT(describe(), ElementsAre("units/huyen 30", "units/thi-xa 5"));
  request.set_level("commune");
  request.set_page_size(1);
  EXPECT_THAT(describe(), ElementsAre("units/xa-1 10"));
  EXPECT_THAT(describe(), ElementsAre("units/xa-2 20"));
  EXPECT_EQ(request.page_token(), "");
}

TEST_P(RollupsTest, RefusesWhatItCannotAnswer) {
  v1::GetRollupRequest request;
  request.set_unit("units/tinh");
  request.set_metric("metrics/reach");
  request.set_first_day("2022-04-01");
  request.set_last_day("2022-04-30");
  request.set_view(v1::RESTATED);
  EXPECT_THAT(rollups_.GetRollup(Context(), request),
              AllOf(HasReason("VIEW_NOT_AVAILABLE"),
                    StatusIs(absl::StatusCode::kUnimplemented),
                    HasMetadata("view", "RESTATED")));
  request.set_view(v1::AS_REPORTED);
  request.set_unit("units/none");
  EXPECT_THAT(rollups_.GetRollup(Context(), request),
              HasReason("UNIT_NOT_FOUND"));
  request.set_unit("units/tinh");
  request.set_metric("metrics/none");
  EXPECT_THAT(rollups_.GetRollup(Context(), request),
              HasReason("METRIC_NOT_FOUND"));
  request.set_metric("metrics/reach");
  request.set_last_day("2022-03-30");
  EXPECT_THAT(rollups_.GetRollup(Context(), request),
              HasReason("PERIOD_INVALID"));
}

INSTANTIATE_TEST_SUITE_P(Engines, RollupsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics

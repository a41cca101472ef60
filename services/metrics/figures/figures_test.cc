#include "services/metrics/figures/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/metrics/figures/figure_state.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::AllOf;
using ::testing::ElementsAre;

class FiguresTest : public MetricsWorld {
 protected:
  // "Over 240" followers of pages/xa-1, told by Lan.
  static v1::ReportFigureRequest Over240(const std::string& page = "pages/xa-1",
                                         int64_t value = 240) {
    v1::ReportFigureRequest request;
    v1::Figure& figure = *request.mutable_figure();
    figure.set_page(page);
    figure.set_metric("metrics/followers");
    figure.set_day("2022-05-31");
    figure.set_value(value);
    figure.set_lower_bound(true);
    figure.set_evidence("ảnh chụp màn hình của Tổ quản trị, 31/5/2022");
    return request;
  }
  absl::StatusOr<v1::Figure> Report(
      const v1::ReportFigureRequest& request,
      const std::string& principal = "principals/lan") {
    return figures_.ReportFigure(
        Context(principal, options::v1::PERMISSION_WRITE_POSTS), request);
  }
  absl::StatusOr<v1::Figure> Confirm(const std::string& figure,
                                     const std::string& principal) {
    v1::ConfirmFigureRequest request;
    request.set_name(figure);
    return figures_.ConfirmFigure(Context(principal), request);
  }
  absl::StatusOr<v1::Figure> Refuse(const std::string& figure,
                                    const std::string& note) {
    v1::RefuseFigureRequest request;
    request.set_name(figure);
    request.set_note(note);
    return figures_.RefuseFigure(Context("principals/minh"), request);
  }
  v1::SourceTotal Reported(const std::string& unit = "units/tinh") {
    return TotalOf(
        Rollup(unit, "metrics/followers", "2022-05-01", "2022-05-31"),
        v1::REPORTED);
  }
  std::vector<std::string> Missing(const std::string& within) {
    v1::ListMissingReportsRequest request;
    request.set_within(within);
    request.set_metric("metrics/followers");
    request.set_first_day("2022-05-01");
    request.set_last_day("2022-05-31");
    const auto missing = missing_.ListMissingReports(Context(), request);
    EXPECT_THAT(missing, IsOk());
    std::vector<std::string> pages;
    for (const auto& report : missing->missing_reports()) {
      pages.push_back(report.page());
    }
    return pages;
  }
};

TEST_P(FiguresTest, CountsOnceASuperiorConfirmsItAndStaysALowerBound) {
  const auto figure = Report(Over240());
  ASSERT_THAT(figure, IsOk());
  EXPECT_EQ(figure->state(), v1::Figure::PENDING);
  EXPECT_EQ(figure->unit(), "units/xa-1");
  EXPECT_EQ(Reported().pages(), 0);
  const auto confirmed = Confirm(figure->name(), "principals/minh");
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->decider(), "principals/minh");
  EXPECT_EQ(Reported().stock().sum(), 240);
  EXPECT_EQ(Reported().lower_bounds(), 1);
  EXPECT_THAT(Confirm(figure->name(), "principals/minh"), IsOk());
  EXPECT_EQ(Reported().stock().sum(), 240);
}

TEST_P(FiguresTest, WhatPeopleSayStaysApartFromWhatThePlatformSays) {
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-31", 251)}),
      IsOk());
  const auto figure = Report(Over240());
  ASSERT_THAT(Confirm(figure->name(), "principals/minh"), IsOk());
  const v1::Rollup rollup =
      Rollup("units/tinh", "metrics/followers", "2022-05-31", "2022-05-31");
  ASSERT_EQ(rollup.totals_size(), 2);
  EXPECT_EQ(TotalOf(rollup, v1::PLATFORM).stock().sum(), 251);
  EXPECT_EQ(TotalOf(rollup, v1::PLATFORM).lower_bounds(), 0);
  EXPECT_EQ(TotalOf(rollup, v1::REPORTED).stock().sum(), 240);
  EXPECT_EQ(rollup.coverage().reporting(), 1);
}

TEST_P(FiguresTest, NeedsFourEyesOfTheUnitAbove) {
  const auto lan = Report(Over240());
  EXPECT_THAT(
      Confirm(lan->name(), "principals/chi"),
      AllOf(HasReason("SUPERIOR_NEEDED"), HasMetadata("unit", "units/huyen")));
  const auto own = Report(Over240("pages/tinh"), "principals/admin");
  EXPECT_THAT(Confirm(own->name(), "principals/admin"),
              HasReason("REPORTER_CANNOT_CONFIRM"));
  EXPECT_EQ(Reported().pages(), 0);
}

TEST_P(FiguresTest, OfTheRootIsConfirmedByAnotherManagerOfTheRoot) {
  registry_.Bind("principals/hoa", options::v1::ROLE_MANAGER, "units/tinh");
  const auto figure = Report(Over240("pages/tinh"), "principals/admin");
  EXPECT_THAT(Confirm(figure->name(), "principals/hoa"), IsOk());
  EXPECT_EQ(Reported("units/tinh").stock().sum(), 240);
}

TEST_P(FiguresTest, IsRefusedWithANoteAndThenNeverCounts) {
  const auto figure = Report(Over240());
  EXPECT_THAT(Refuse(figure->name(), ""), HasReason("NOTE_REQUIRED"));
  const auto refused = Refuse(figure->name(), "số của tháng 4");
  ASSERT_THAT(refused, IsOk());
  EXPECT_EQ(refused->note(), "số của tháng 4");
  EXPECT_THAT(
      Confirm(figure->name(), "principals/minh"),
      AllOf(HasReason("FIGURE_NOT_PENDING"), HasMetadata("state", "REFUSED")));
  EXPECT_EQ(Reported().pages(), 0);
  // And another one can be reported.
  EXPECT_THAT(Report(Over240("pages/xa-1", 250)), IsOk());
}

TEST_P(FiguresTest, OneFigureOfAPageMetricAndDayWaitsAtATime) {
  const auto first = Report(Over240());
  EXPECT_THAT(
      Report(Over240("pages/xa-1", 250)),
      AllOf(HasReason("FIGURE_PENDING"), HasMetadata("figure", first->name())));
}

TEST_P(FiguresTest, RefusesWhatCannotBeAFigure) {
  auto request = Over240();
  request.mutable_figure()->set_day("2022-06-02");
  EXPECT_THAT(Report(request), HasReason("FIGURE_DAY_IN_FUTURE"));
  request = Over240();
  request.mutable_figure()->set_metric("metrics/none");
  EXPECT_THAT(Report(request), HasReason("METRIC_NOT_FOUND"));
  request = Over240("pages/none");
  EXPECT_THAT(Report(request), HasReason("PAGE_NOT_FOUND"));
  request = Over240();
  request.mutable_figure()->set_denominator(3);
  EXPECT_THAT(Report(request), HasReason("DENOMINATOR_WRONG"));
  EXPECT_THAT(Confirm("figures/none", "principals/minh"),
              HasReason("FIGURE_NOT_FOUND"));
}

TEST_P(FiguresTest, ListsThoseOfASubtree) {
  ASSERT_THAT(Report(Over240()), IsOk());
  ASSERT_THAT(Report(Over240("pages/thi-xa"), "principals/admin"), IsOk());
  v1::ListFiguresRequest request;
  request.set_state(v1::Figure::PENDING);
  const auto read =
      Context("principals/admin", options::v1::PERMISSION_READ_POSTS);
  EXPECT_EQ(figures_.ListFigures(read, request)->figures_size(), 2);
  request.set_within("units/huyen");
  EXPECT_EQ(figures_.ListFigures(read, request)->figures_size(), 1);
  request.set_within("");
  const auto chi =
      Context("principals/chi", options::v1::PERMISSION_READ_POSTS);
  EXPECT_EQ(figures_.ListFigures(chi, request)->figures_size(), 1);
  request.set_page_size(1);
  const auto first = figures_.ListFigures(read, request);
  EXPECT_EQ(first->figures_size(), 1);
  request.set_page_token(first->next_page_token());
  const auto second = figures_.ListFigures(read, request);
  ASSERT_EQ(second->figures_size(), 1);
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_NE(first->figures(0).name(), second->figures(0).name());
}

TEST_P(FiguresTest, ListsWhoHasNotReported) {
  EXPECT_THAT(Missing("units/huyen"),
              ElementsAre("pages/huyen", "pages/xa-1", "pages/xa-2"));
  ASSERT_THAT(
      Ingest({Row("pages/xa-2", "metrics/followers", "2022-05-10", 251),
              Row("pages/huyen", "metrics/followers", "2022-04-10", 9)}),
      IsOk());
  const auto figure = Report(Over240());
  v1::ListMissingReportsRequest request;
  request.set_within("units/huyen");
  request.set_metric("metrics/followers");
  request.set_first_day("2022-05-01");
  request.set_last_day("2022-05-31");
  const auto missing = missing_.ListMissingReports(Context(), request);
  ASSERT_THAT(missing, IsOk());
  ASSERT_EQ(missing->missing_reports_size(), 2);
  EXPECT_EQ(missing->missing_reports(0).page(), "pages/huyen");
  EXPECT_EQ(missing->missing_reports(0).last_reported_on(), "2022-04-10");
  EXPECT_EQ(missing->missing_reports(1).pending_figure(), figure->name());
  ASSERT_THAT(Confirm(figure->name(), "principals/minh"), IsOk());
  EXPECT_THAT(Missing("units/huyen"), ElementsAre("pages/huyen"));
  request.set_last_day("2022-04-01");
  EXPECT_THAT(missing_.ListMissingReports(Context(), request),
              HasReason("PERIOD_INVALID"));
}

TEST_P(FiguresTest, APageThatIsNotOpenOwesNothing) {
  registry_.AddPage("pages/new", "units/xa-1", "2022-06-10");
  units::v1::Page profile;
  profile.set_name("pages/profile");
  profile.set_unit("units/xa-1");
  profile.set_established_on("2022-01-01");
  profile.set_personal_profile(true);
  registry_.Put(profile);
  EXPECT_THAT(Missing("units/xa-1"), ElementsAre("pages/xa-1"));
}

TEST(FigureState, EveryStateAndActionHasItsAnswer) {
  using F = v1::Figure;
  EXPECT_EQ(NextState(F::PENDING, FigureAction::kConfirm), F::CONFIRMED);
  EXPECT_EQ(NextState(F::PENDING, FigureAction::kRefuse), F::REFUSED);
  EXPECT_EQ(NextState(F::CONFIRMED, FigureAction::kConfirm), F::CONFIRMED);
  EXPECT_EQ(NextState(F::REFUSED, FigureAction::kRefuse), F::REFUSED);
  EXPECT_EQ(NextState(F::CONFIRMED, FigureAction::kRefuse), std::nullopt);
  EXPECT_EQ(NextState(F::REFUSED, FigureAction::kConfirm), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Engines, FiguresTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics

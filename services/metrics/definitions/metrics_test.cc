#include "services/metrics/definitions/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rpc/contract_check.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/metrics/v1/rollup_service.pb.h"
#include "loa/metrics/v1/sample_service.pb.h"
#include "services/metrics/resource_units.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MetricsTest : public MetricsWorld {
 protected:
  v1::CreateMetricRequest Shares() {
    v1::CreateMetricRequest request;
    request.set_metric_id("shares");
    request.mutable_metric()->set_display_name("Lượt chia sẻ");
    request.mutable_definition()->set_metric_class(v1::FLOW);
    return request;
  }
  v1::DefineMetricRequest Define(const std::string& from) {
    v1::DefineMetricRequest request;
    request.set_name("metrics/shares");
    request.mutable_definition()->set_metric_class(v1::COUNTER);
    request.mutable_definition()->set_valid_from(from);
    return request;
  }
};

TEST_P(MetricsTest, ANewStoreHasWhatTheFirstUserReads) {
  ASSERT_THAT(metrics_.EnsureDefaults(clock_.Now()), IsOk());  // again
  v1::ListMetricsRequest request;
  request.set_page_size(4);
  std::vector<std::string> names;
  do {
    const auto list = metrics_.ListMetrics(Context(), request);
    ASSERT_THAT(list, IsOk());
    for (const auto& metric : list->metrics()) names.push_back(metric.name());
    request.set_page_token(list->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ::testing::ElementsAre(
                         "metrics/engagement-rate", "metrics/engagements",
                         "metrics/followers", "metrics/media-views",
                         "metrics/new-followers", "metrics/page-views",
                         "metrics/reach"));
}

TEST_P(MetricsTest, ReachMeansAnotherThingSinceThePlatformRenamedIt) {
  v1::GetMetricRequest request;
  request.set_name("metrics/reach");
  const auto reach = metrics_.GetMetric(Context(), request);
  ASSERT_THAT(reach, IsOk());
  ASSERT_EQ(reach->definitions_size(), 2);
  EXPECT_EQ(reach->definitions(1).valid_from(), "2026-06-15");
  EXPECT_EQ(reach->definitions(1).facebook_name(),
            "page_total_media_view_unique");
  request.set_name("metrics/none");
  EXPECT_THAT(metrics_.GetMetric(Context(), request),
              HasReason("METRIC_NOT_FOUND"));
}

TEST_P(MetricsTest, AMetricGetsDefinitionsOneAfterTheOther) {
  ASSERT_THAT(metrics_.CreateMetric(Context(), Shares()), IsOk());
  EXPECT_THAT(metrics_.CreateMetric(Context(), Shares()),
              HasReason("METRIC_ALREADY_EXISTS"));
  const auto second = metrics_.DefineMetric(Context(), Define("2022-05-01"));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->definitions_size(), 2);
  EXPECT_EQ(second->definitions(1).version(), 2);
  EXPECT_THAT(metrics_.DefineMetric(Context(), Define("2022-05-01")),
              HasReason("DEFINITION_INVALID"));
  EXPECT_THAT(metrics_.DefineMetric(Context(), Define("")),
              HasReason("DEFINITION_INVALID"));
}

TEST_P(MetricsTest, ADefinitionThatCannotHoldIsToldWhyInVietnamese) {
  const auto said = [](const absl::Status& status) {
    return status::VietnameseOf(status);
  };
  auto request = Shares();
  request.mutable_definition()->set_facebook_name("a/b");
  EXPECT_EQ(said(metrics_.CreateMetric(Context(), request).status()),
            "Định nghĩa chỉ số không hợp lệ. Trường definition.facebook_name: "
            "nêu hai chỉ số, chỉ dành cho loại RATIO (tỷ lệ).");
  request.mutable_definition()->set_metric_class(v1::RATIO);
  request.mutable_definition()->set_facebook_name("a");
  EXPECT_THAT(said(metrics_.CreateMetric(Context(), request).status()),
              HasSubstr("facebook_name: nêu một chỉ số; loại RATIO (tỷ lệ) cần "
                        "hai, dạng \"tử số/mẫu số\"."));
  ASSERT_THAT(metrics_.CreateMetric(Context(), Shares()), IsOk());
  ASSERT_THAT(metrics_.DefineMetric(Context(), Define("2022-05-01")), IsOk());
  EXPECT_THAT(
      said(metrics_.DefineMetric(Context(), Define("2022-05-01")).status()),
      HasSubstr("valid_from: phải sau ngày 01/05/2022."));
  EXPECT_THAT(said(metrics_.DefineMetric(Context(), Define("")).status()),
              HasSubstr("valid_from: phải nêu ngày bắt đầu."));
}

TEST_P(MetricsTest, ARatioHasTwoNamesAndNothingElseHas) {
  auto request = Shares();
  request.mutable_definition()->set_facebook_name("a/b");
  EXPECT_THAT(metrics_.CreateMetric(Context(), request),
              HasReason("DEFINITION_INVALID"));
  request.mutable_definition()->set_metric_class(v1::RATIO);
  EXPECT_THAT(metrics_.CreateMetric(Context(), request), IsOk());
}

TEST_P(MetricsTest, KnowsTheUnitOfWhatItsCallsName) {
  const ResourceUnits owners(*db_, registry_);
  EXPECT_THAT(owners.OwnerOf("pages/facebook:1004"),
              IsOkAndHolds("units/xa-1"));
  EXPECT_THAT(owners.OwnerOf("units/huyen"), IsOkAndHolds("units/huyen"));
  EXPECT_THAT(owners.OwnerOf("units/code:9"), HasReason("UNIT_NOT_FOUND"));
  EXPECT_THAT(owners.OwnerOf("pages/none"), HasReason("PAGE_NOT_FOUND"));
  EXPECT_THAT(owners.OwnerOf("figures/none"), HasReason("FIGURE_NOT_FOUND"));
}

TEST(MetricsContract, IsWhole) {
  for (const auto* file : {v1::GetMetricRequest::descriptor()->file(),
                           v1::IngestCsvRequest::descriptor()->file(),
                           v1::GetRollupRequest::descriptor()->file()}) {
    EXPECT_THAT(rpc::ContractViolations(*file), IsEmpty()) << file->name();
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, MetricsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::Not;

using Rows = std::vector<v1::IngestSamplesRequest>;

constexpr absl::string_view kRollupColumns =
    "scope, metric_id, version, source, day, sum, denominator, largest, pages, "
    "lower_bounds, resets";
constexpr absl::string_view kSampleColumns =
    "page, metric_id, version, source, day, value, denominator, lower_bound, "
    "observed_at, branch";

// Samples of every class with corrections, ties and lower bounds, small enough
// that days, pages and values collide often.
Rows RandomSet(std::mt19937& random, int count) {
  static constexpr const char* kMetrics[] = {
      "followers", "reach", "media-views", "lifetime", "engagement-rate"};
  static constexpr const char* kPages[] = {"tinh", "huyen", "xa-1", "xa-2"};
  Rows rows;
  for (int i = 0; i < count; ++i) {
    v1::IngestSamplesRequest& row = rows.emplace_back();
    v1::Sample& sample = *row.mutable_sample();
    const size_t metric = random() % std::size(kMetrics);
    sample.set_metric(absl::StrCat("metrics/", kMetrics[metric]));
    sample.set_page(
        absl::StrCat("pages/", kPages[random() % std::size(kPages)]));
    sample.set_day(base::FormatDate(*base::ParseDate("2022-05-01") +
                                    static_cast<int>(random() % 6)));
    sample.set_value(random() % 5);
    if (metric == 4) sample.set_denominator(1 + random() % 3);
    sample.set_lower_bound(random() % 3 == 0);
    sample.mutable_observed_time()->set_seconds(1'654'000'000 + random() % 4);
  }
  return rows;
}

class RecordingPropertyTest : public MetricsWorld {
 protected:
  RecordingPropertyTest() {
    v1::CreateMetricRequest request;
    request.set_metric_id("lifetime");
    request.mutable_metric()->set_display_name("Lượt xem từ đầu");
    request.mutable_definition()->set_metric_class(v1::COUNTER);
    EXPECT_THAT(metrics_.CreateMetric(Context(), request), IsOk());
  }

  void Forget() {
    ASSERT_THAT(db_->Write([](sql::Tx& tx) -> absl::Status {
      for (const char* statement :
           {"DELETE FROM sample", "DELETE FROM rollup", "DELETE FROM branch",
            "DELETE FROM branch_scope"}) {
        if (const auto done = tx.Exec(statement); !done.ok()) {
          return done.status();
        }
      }
      return absl::OkStatus();
    }),
                IsOk());
  }
};

TEST_P(RecordingPropertyTest, AnyOrderRepetitionAndSplittingGivesTheSameRows) {
  for (uint32_t seed = 1; seed <= 12; ++seed) {
    std::mt19937 random(seed);
    const Rows set = RandomSet(random, 60);
    Forget();
    ASSERT_THAT(Ingest(set), IsOk());
    const auto samples = Dump("sample", kSampleColumns);
    const auto rollups = Dump("rollup", kRollupColumns);
    ASSERT_THAT(rollups, Not(IsEmpty()));

    for (int round = 0; round < 3; ++round) {
      Rows again = set;
      for (int i = 0; i < 20; ++i) again.push_back(set[random() % set.size()]);
      std::shuffle(again.begin(), again.end(), random);
      Forget();
      for (size_t at = 0; at < again.size();) {
        const size_t size =
            std::min(again.size() - at, size_t{1} + random() % 20);
        ASSERT_THAT(Ingest(Rows(again.begin() + at, again.begin() + at + size)),
                    IsOk());
        at += size;
      }
      EXPECT_THAT(Dump("sample", kSampleColumns), ElementsAreArray(samples))
          << "seed " << seed;
      EXPECT_THAT(Dump("rollup", kRollupColumns), ElementsAreArray(rollups))
          << "seed " << seed;
    }
  }
}

// What the roll-ups hold is what a reader would add up from the samples.
TEST_P(RecordingPropertyTest, RollupsAreWhatTheSamplesAddUpTo) {
  for (uint32_t seed = 101; seed <= 106; ++seed) {
    std::mt19937 random(seed);
    Forget();
    ASSERT_THAT(Ingest(RandomSet(random, 80)), IsOk());
    int64_t views = 0, reach = 0, largest = 0, followers = 0;
    for (const char* page : {"tinh", "huyen", "xa-1", "xa-2"}) {
      v1::ListSamplesRequest request;
      request.set_page(absl::StrCat("pages/", page));
      request.set_page_size(1000);
      const auto list = samples_.ListSamples(Context(), request);
      ASSERT_THAT(list, IsOk());
      int64_t last = 0;
      for (const v1::Sample& sample : list->samples()) {
        if (sample.metric() == "metrics/media-views") views += sample.value();
        if (sample.metric() == "metrics/reach") {
          reach += sample.value();
          largest = std::max(largest, sample.value());
        }
        if (sample.metric() == "metrics/followers") last = sample.value();
      }
      followers += last;
    }
    const auto of = [&](const char* metric) {
      return TotalOf(Rollup("units/tinh", metric, "2022-05-01", "2022-05-31"));
    };
    EXPECT_EQ(of("metrics/media-views").flow().sum(), views);
    EXPECT_EQ(of("metrics/reach").unique().sum(), reach);
    EXPECT_EQ(of("metrics/reach").unique().max(), largest);
    EXPECT_EQ(of("metrics/followers").stock().sum(), followers);
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordingPropertyTest,
                         ::loa::testing::kEngines, ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics

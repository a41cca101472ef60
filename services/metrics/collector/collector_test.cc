#include "services/metrics/collector/collector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/platform/errors.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::IsOk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// A platform that answers as a test says, and knows what it was asked.
class FakeInsights : public platform::PageInsights {
 public:
  absl::StatusOr<std::map<std::string, platform::DayValues>> ReadInsights(
      const platform::Credential& credential,
      const std::vector<std::string>& metrics, base::Days first,
      base::Days last) override {
    calls.push_back(absl::StrJoin(metrics, ","));
    if (!failure.ok()) return failure;
    for (const std::string& metric : metrics) {
      if (retired.count(metric) > 0) return platform::MetricUnknown();
    }
    if (too_small) return platform::TooFewLikes();
    std::map<std::string, platform::DayValues> values;
    for (const std::string& metric : metrics) {
      if (daily.count(metric) == 0) continue;
      for (base::Days day = first; day <= last; ++day) {
        values[metric][day] = daily.at(metric);
      }
    }
    return values;
  }
  absl::StatusOr<int64_t> ReadField(const platform::Credential& credential,
                                    const std::string& field) override {
    calls.push_back(field);
    if (!failure.ok()) return failure;
    return followers;
  }

  std::map<std::string, int64_t> daily;
  std::set<std::string> retired;
  int64_t followers = 243;
  bool too_small = false;
  absl::Status failure;
  std::vector<std::string> calls;
};

class FakeCredentials : public Credentials {
 public:
  absl::StatusOr<platform::Credential> CredentialOf(
      const std::string& page) override {
    platform::Credential credential;
    credential.page_id = page;
    return credential;
  }
};

class CollectorTest : public MetricsWorld {
 protected:
  // Only pages/xa-1 is connected.
  CollectorTest() {
    for (const char* unit : {"tinh", "huyen", "thi-xa", "xa-2"}) {
      const std::string name = absl::StrCat("pages/", unit);
      units::v1::Page page = *(*registry_.View())->FindPage(name);
      page.set_connection(units::v1::Page::NONE);
      registry_.Put(page);
    }
    insights_.daily = {{"page_post_engagements", 6},
                       {"page_impressions", 30},
                       {"page_impressions_unique", 20},
                       {"page_views_total", 4},
                       {"page_daily_follows_unique", 1}};
  }
  void Sweep() { collector_.SweepAll({}); }
  v1::Rollup Of(const std::string& metric, const std::string& day) {
    return Rollup("units/tinh", absl::StrCat("metrics/", metric), day, day);
  }
  std::vector<std::string> Gaps() { return Dump("gap", "metric_id, reason"); }
  bool IsRetired(const std::string& metric) {
    v1::GetMetricRequest request;
    request.set_name(absl::StrCat("metrics/", metric));
    return metrics_.GetMetric(Context(), request)
        ->definitions(0)
        .has_retired_time();
  }

  FakeInsights insights_;
  FakeCredentials credentials_;
  Collector collector_{*db_, clock_, registry_, credentials_, insights_};
};

// Today is 2022-06-01 in the organisation's zone.
TEST_P(CollectorTest, ReadsTheLevelOfTodayAndTheDaysBefore) {
  Sweep();
  EXPECT_EQ(TotalOf(Of("followers", "2022-06-01")).stock().sum(), 243);
  EXPECT_EQ(TotalOf(Of("engagements", "2022-05-31")).flow().sum(), 6);
  EXPECT_EQ(TotalOf(Of("engagements", "2022-05-01")).flow().sum(), 6);
  EXPECT_EQ(Of("engagements", "2022-06-01").totals_size(), 0);
  EXPECT_EQ(TotalOf(Of("reach", "2022-05-31")).unique().max(), 20);
  const auto rate = TotalOf(Of("engagement-rate", "2022-05-31")).ratio();
  EXPECT_EQ(rate.numerator(), 6);
  EXPECT_EQ(rate.denominator(), 30);
  EXPECT_THAT(Gaps(), IsEmpty());
}

TEST_P(CollectorTest, SweepsAPageOnceADay) {
  Sweep();
  const size_t calls = insights_.calls.size();
  Sweep();
  EXPECT_EQ(insights_.calls.size(), calls);
  clock_.Advance(absl::Hours(24));
  insights_.daily["page_post_engagements"] = 9;
  Sweep();
  EXPECT_EQ(insights_.calls.size(), 2 * calls);
  // Days that may have been corrected are read again, older ones are not.
  EXPECT_EQ(TotalOf(Of("engagements", "2022-05-30")).flow().sum(), 9);
  EXPECT_EQ(TotalOf(Of("engagements", "2022-05-20")).flow().sum(), 6);
}

TEST_P(CollectorTest, WritesNothingWhereNothingIsDue) {
  Sweep();
  const int64_t writes = db_->stats().writes;
  Sweep();
  EXPECT_EQ(db_->stats().writes, writes);
}

TEST_P(CollectorTest, OneRetiredMetricCostsOnlyItself) {
  insights_.retired = {"page_views_total"};
  Sweep();
  EXPECT_EQ(TotalOf(Of("engagements", "2022-05-31")).flow().sum(), 6);
  EXPECT_TRUE(IsRetired("page-views"));
  EXPECT_FALSE(IsRetired("engagements"));
  EXPECT_THAT(Gaps(), Contains("page-views|METRIC_RETIRED|"));
  EXPECT_EQ(Of("page-views", "2022-05-31").coverage().unavailable(), 1);
  // It is not asked for again.
  insights_.calls.clear();
  clock_.Advance(absl::Hours(24));
  Sweep();
  ASSERT_EQ(insights_.calls.size(), 2u);
  EXPECT_THAT(insights_.calls[1], Not(::testing::HasSubstr("page_views")));
}

TEST_P(CollectorTest, ASmallPageHasNoInsightsWhichIsNotZero) {
  insights_.too_small = true;
  insights_.followers = 12;
  Sweep();
  EXPECT_EQ(TotalOf(Of("followers", "2022-06-01")).stock().sum(), 12);
  const v1::Rollup reach = Of("reach", "2022-05-31");
  EXPECT_EQ(reach.totals_size(), 0);
  EXPECT_EQ(reach.coverage().unavailable(), 1);
  EXPECT_EQ(reach.coverage().reporting(), 0);
  EXPECT_THAT(Gaps(), Contains("reach|TOO_FEW_LIKES|"));
}

TEST_P(CollectorTest, AMetricWithoutAValueIsAGap) {
  insights_.daily.erase("page_views_total");
  Sweep();
  EXPECT_THAT(Gaps(), Contains("page-views|NO_VALUE|"));
  EXPECT_FALSE(IsRetired("page-views"));
}

TEST_P(CollectorTest, TriesAgainAfterAPauseAndKeepsNobodyBack) {
  insights_.failure = platform::Unreachable("it is away");
  Sweep();
  EXPECT_THAT(Dump("sweep", "page, done_on, failures, failure"),
              ElementsAre("pages/xa-1|0|1|PLATFORM_UNREACHABLE|"));
  insights_.failure = absl::OkStatus();
  Sweep();  // too early
  EXPECT_EQ(Of("followers", "2022-06-01").totals_size(), 0);
  clock_.Advance(absl::Minutes(6));
  Sweep();
  EXPECT_EQ(TotalOf(Of("followers", "2022-06-01")).stock().sum(), 243);
}

// Where nothing at all was answered, an unknown name says nothing about it.
TEST_P(CollectorTest, RetiresNothingOnTheWordOfAPageThatAnswersNothing) {
  insights_.failure = platform::MetricUnknown();
  Sweep();
  EXPECT_FALSE(IsRetired("followers"));
  EXPECT_FALSE(IsRetired("engagements"));
  EXPECT_THAT(Dump("sweep", "page, failure"),
              ElementsAre("pages/xa-1|PLATFORM_METRIC_UNKNOWN|"));
}

TEST_P(CollectorTest, AsksNothingAboutDaysBeforeThePageWasOpened) {
  units::v1::Page page = *(*registry_.View())->FindPage("pages/xa-1");
  page.set_established_on("2022-05-30");
  registry_.Put(page);
  Sweep();
  EXPECT_EQ(TotalOf(Of("engagements", "2022-05-30")).flow().sum(), 6);
  EXPECT_EQ(Of("engagements", "2022-05-29").totals_size(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, CollectorTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics

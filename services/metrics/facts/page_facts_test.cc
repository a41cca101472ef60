#include "services/metrics/facts/page_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// units, as far as it is told facts.
class FakeRecorder : public FactRecorder {
 public:
  absl::StatusOr<units::v1::RecordFactsResponse> RecordFacts(
      const units::v1::RecordFactsRequest& request) override {
    if (!failure.ok()) return failure;
    units::v1::RecordFactsResponse response;
    for (const units::v1::Fact& fact : request.facts()) {
      auto& result = *response.add_results();
      if (fact.subject() == refused) result.mutable_error()->set_code(5);
      told.push_back(absl::StrCat(fact.subject(), " ",
                                  units::v1::FactKind_Name(fact.kind()), " ",
                                  fact.achieved_on()));
    }
    return response;
  }

  std::vector<std::string> told;
  std::string refused;
  absl::Status failure;
};

class PageFactsTest : public MetricsWorld {
 protected:
  // A post of a page on `day`, as content tells it.
  void Show(const std::string& page, const std::string& day) {
    clients::PublicationNews news;
    content::v1::VisiblePost& post = news.posts.emplace_back();
    post.set_name(absl::StrCat("publications/", ++sequence_));
    post.set_page(absl::StrCat("pages/", page));
    post.set_unit(absl::StrCat("units/", page));
    post.set_published_on(day);
    news.position = {sequence_, "history"};
    ASSERT_THAT(news_.Apply(news), IsOk());
  }
  void Followers(const std::string& page, const std::string& day,
                 int64_t value) {
    ASSERT_THAT(Ingest({Row("pages/" + page, "metrics/followers", day, value)}),
                IsOk());
  }
  // What units is told now.
  std::vector<std::string> Told() {
    recorder_.told.clear();
    EXPECT_THAT(facts_.TellAll({}), IsOk());
    return recorder_.told;
  }

  int64_t sequence_ = 0;
  FakeRecorder recorder_;
  PageFacts facts_{*db_, registry_, recorder_};
};

TEST_P(PageFactsTest, TellsThatAPageHasAHundredFollowersOnce) {
  Followers("xa-1", "2022-05-01", 99);
  EXPECT_THAT(Told(), IsEmpty());
  Followers("xa-1", "2022-05-20", 100);
  Followers("xa-1", "2022-05-21", 90);
  EXPECT_THAT(Told(),
              ElementsAre("pages/xa-1 FACT_KIND_HUNDRED_FOLLOWERS 2022-05-20"));
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_P(PageFactsTest, TellsAnEarlierDayThatBecameKnownLater) {
  Followers("xa-1", "2022-05-20", 100);
  Told();
  Followers("xa-1", "2022-05-10", 120);
  EXPECT_THAT(Told(),
              ElementsAre("pages/xa-1 FACT_KIND_HUNDRED_FOLLOWERS 2022-05-10"));
}

TEST_P(PageFactsTest, TakesNoFactFromWhatNobodyConfirmed) {
  const auto row = Row("pages/xa-1", "metrics/followers", "2022-05-20", 500);
  ASSERT_THAT(samples_.IngestSamples(Context(), {row}), IsOk());
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_P(PageFactsTest, TellsThatAPagePostsEveryWeek) {
  for (const char* day :
       {"2022-05-01",  // a Sunday
        "2022-05-02", "2022-05-03", "2022-05-15", "2022-05-18"}) {
    Show("xa-1", day);
  }
  EXPECT_THAT(Told(),
              ElementsAre("pages/xa-1 FACT_KIND_WEEKLY_RHYTHM 2022-05-18"));
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_P(PageFactsTest, TellsAgainWhatUnitsDidNotTake) {
  Followers("xa-1", "2022-05-20", 100);
  Followers("xa-2", "2022-05-21", 100);
  recorder_.failure = absl::UnavailableError("away");
  EXPECT_FALSE(facts_.TellAll({}).ok());
  recorder_.failure = absl::OkStatus();
  recorder_.refused = "pages/xa-2";
  EXPECT_THAT(Told(), UnorderedElementsAre(
                          "pages/xa-1 FACT_KIND_HUNDRED_FOLLOWERS 2022-05-20",
                          "pages/xa-2 FACT_KIND_HUNDRED_FOLLOWERS 2022-05-21"));
  EXPECT_THAT(Told(), ElementsAre("pages/xa-2 FACT_KIND_HUNDRED_FOLLOWERS "
                                  "2022-05-21"));
}

TEST(RhythmSince, NeedsFourWeeksWithoutAGap) {
  const base::Days monday = *base::ParseDate("2022-05-02");
  EXPECT_EQ(RhythmSince({}), std::nullopt);
  EXPECT_EQ(RhythmSince({monday, monday + 7, monday + 14}), std::nullopt);
  EXPECT_EQ(RhythmSince({monday, monday + 7, monday + 21, monday + 28}),
            std::nullopt);
  EXPECT_EQ(RhythmSince({monday + 6, monday + 7, monday + 20, monday + 21}),
            monday + 21);
  EXPECT_EQ(RhythmSince({monday - 14, monday, monday + 7, monday + 14,
                         monday + 21, monday + 28}),
            monday + 21);
}

INSTANTIATE_TEST_SUITE_P(Engines, PageFactsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics

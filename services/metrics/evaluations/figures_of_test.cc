#include "services/metrics/evaluations/figures_of.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "libs/base/deterministic.h"
#include "libs/testing/proto_matchers.h"
#include "services/metrics/evaluations/plan_figures.h"
#include "services/metrics/evaluations/post_tally.h"

namespace loa::metrics {
namespace {

using ::loa::testing::EqualsProto;
using ::testing::SizeIs;

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

SeenPost Post(const std::string& name, const std::string& page,
              const std::string& day) {
  SeenPost post;
  post.name = name;
  post.page = page;
  post.kind = "NEWS_BRIEF";
  post.source_kind = "ORIGINAL";
  post.origin = "LOA";
  post.published_on = *base::ParseDate(day);
  return post;
}

TEST(AmountOf, ShowsTheSourceThatCoversMorePagesAndTheOtherBesideIt) {
  const auto rollup = Parsed<v1::Rollup>(R"pb(
    totals {
      source: PLATFORM
      pages: 98
      stock { sum: 4100 }
    }
    totals {
      source: REPORTED
      pages: 2
      lower_bounds: 1
      stock { sum: 240 }
    }
    coverage { pages: 116 })pb");
  EXPECT_THAT(AmountOf(rollup),
              EqualsProto("value: 4100 bound: EXACT covered_pages: 98 "
                          "pages: 116 other_value: 240 "
                          "other_bound: AT_LEAST other_pages: 2"));
}

TEST(AmountOf, PrefersThePlatformWhereBothCoverAsMany) {
  const auto rollup = Parsed<v1::Rollup>(R"pb(
    totals {
      source: REPORTED
      pages: 1
      stock { sum: 240 }
    }
    totals {
      source: PLATFORM
      pages: 1
      stock { sum: 241 }
    }
    coverage { pages: 1 })pb");
  EXPECT_EQ(AmountOf(rollup).value(), 241);
  EXPECT_FALSE(AmountOf(rollup).reported());
  EXPECT_EQ(AmountOf(rollup).other_value(), 240);
}

TEST(AmountOf, CountsNothingThatNobodyConfirmed) {
  const auto rollup = Parsed<v1::Rollup>(R"pb(
    totals {
      source: IMPORTED
      pages: 9
      stock { sum: 9000 }
    }
    coverage { pages: 9 })pb");
  EXPECT_THAT(AmountOf(rollup), EqualsProto("pages: 9"));
}

TEST(AmountOf, KnowsNothingWhereNobodySaysAnything) {
  const auto rollup = Parsed<v1::Rollup>("coverage { pages: 3 }");
  EXPECT_THAT(AmountOf(rollup), EqualsProto("pages: 3"));
  EXPECT_THAT(ReachOf(rollup), EqualsProto("pages: 3"));
}

TEST(ReachOf, GivesBoundsAndNoSumOfPeople) {
  const auto rollup = Parsed<v1::Rollup>(R"pb(
    totals {
      source: PLATFORM
      pages: 2
      unique { max: 6200 sum: 9300 }
    }
    coverage { pages: 4 })pb");
  EXPECT_THAT(ReachOf(rollup), EqualsProto("max: 6200 sum: 9300 bound: EXACT "
                                           "covered_pages: 2 pages: 4"));
}

TEST(PostTally, CountsAPostOnceUnderEachOfItsLabels) {
  SeenPost post = Post("a", "pages/1", "2022-05-01");
  post.topics = {"thi-dua", "thi-dua/nong-thon"};
  post.source_kind = "SHARED";
  post.source = "sources/mattran";
  PostTally tally;
  tally.Add(post);
  tally.Add(Post("b", "pages/1", "2022-05-02"));
  const v1::PostFigures figures = tally.Figures({{"thi-dua", "Thi đua"}});
  EXPECT_EQ(tally.posting_pages(), 1);
  EXPECT_THAT(figures, EqualsProto(R"pb(
                total: 2
                by_kind { key: "NEWS_BRIEF" count: 2 }
                by_kind { key: "ARTICLE" }
                by_kind { key: "PHOTO" }
                by_topic { key: "" count: 1 }
                by_topic { key: "thi-dua" display_name: "Thi đua" count: 1 }
                by_topic { key: "thi-dua/nong-thon" count: 1 }
                by_source { key: "ORIGINAL" count: 1 }
                by_source {
                  key: "sources/mattran"
                  display_name: "Chia sẻ: mattran"
                  count: 1
                }
                by_subject_body { key: "" count: 2 }
                by_origin { key: "LOA" count: 2 })pb"));
}

TEST(PostTally, CountsWhatNobodySaidApart) {
  SeenPost post = Post("a", "pages/1", "2022-05-01");
  post.kind = "UNKNOWN";
  post.source_kind = "UNKNOWN";
  post.origin = "OUTSIDE";
  PostTally tally;
  tally.Add(post);
  const v1::PostFigures figures = tally.Figures({});
  EXPECT_THAT(figures.by_kind(3), EqualsProto("key: 'UNKNOWN' count: 1"));
  EXPECT_THAT(figures.by_source(0), EqualsProto("key: 'UNKNOWN' count: 1"));
}

TEST(Counts, TakesATopicWithAllBelowItButNoOtherOfTheSameBeginning) {
  v1::Criterion criterion;
  criterion.set_topic("thi-dua");
  SeenPost post = Post("a", "pages/1", "2022-05-01");
  EXPECT_FALSE(Counts(criterion, post));
  post.topics = {"thi-dua/nong-thon"};
  EXPECT_TRUE(Counts(criterion, post));
  post.topics = {"thi-dua-yeu-nuoc"};
  EXPECT_FALSE(Counts(criterion, post));
  criterion.set_kind("ARTICLE");
  post.topics = {"thi-dua"};
  EXPECT_FALSE(Counts(criterion, post));
}

stored::EvaluationBasis SmallBasis() {
  return Parsed<stored::EvaluationBasis>(
      R"pb(
        evaluation {
          unit: "units/tinh"
          first_day: "2022-05-01"
          last_day: "2022-05-31"
          levels: "district"
          peer_rule: LEVEL
          criteria { id: "posts" measure: POSTS weight: 50 }
          criteria { id: "plan" measure: PLAN_PROGRESS weight: 50 full_at: 100 }
        }
        from_units {
          registry_sequence: 7
          plan { name: "plans/p" number: "141/KH" }
          progress {
            targets {
              target {
                id: "communes"
                level: "commune"
                milestone: FACT_KIND_PAGE_REGISTERED
                deadline: "2022-06-30"
                origin: DIRECTION
              }
              count { done: 1 total: 2 remaining: 1 per_mille: 500 }
            }
          }
          standings {
            target: "communes"
            units { unit: "units/xa-1" achieved_on: "2022-05-02" }
            units { unit: "units/xa-2" display_name: "Xã Hai" }
          }
          obstacles {
            name: "obstacles/o"
            kind: OBSTACLE
            unit: "units/xa-2"
            text: "Chưa có máy ảnh"
            raised_on: "2022-05-20"
            state: RESOLVED
            resolved_on: "2022-06-02"
          }
        }
        own {
          label { unit: "units/tinh" }
          pages: 1
        }
        network {
          label { unit: "units/tinh" }
          pages: 4
        }
        units {
          label { unit: "units/huyen" level: "district" }
          pages: 2
        }
        units {
          label { unit: "units/thi-xa" level: "district" }
          pages: 1
        }
        places { unit: "units/xa-1" within: "units/huyen" }
        places {
          unit: "units/xa-2"
          display_name: "Xã Hai"
          within: "units/huyen"
        })pb");
}

const BranchPaths kPaths = {{"t", {"units/tinh"}},
                            {"x", {"units/xa-1", "units/huyen", "units/tinh"}},
                            {"y", {"units/thi-xa", "units/tinh"}}};

std::vector<SeenPost> SmallPosts() {
  std::vector<SeenPost> posts;
  for (int i = 0; i < 12; ++i) {
    SeenPost post = Post(absl::StrCat("p", i), absl::StrCat("pages/", i % 4),
                         absl::StrCat("2022-05-", 10 + i));
    post.branch = i < 2 ? "t" : i < 9 ? "x" : "y";
    posts.push_back(post);
  }
  return posts;
}

TEST(FiguresOf, CountsForEveryUnitOnThePostsWay) {
  const auto figures = FiguresOf(SmallBasis(), SmallPosts(), kPaths);
  EXPECT_EQ(figures.own().posts().total(), 2);
  EXPECT_EQ(figures.network().posts().total(), 12);
  ASSERT_THAT(figures.units(), SizeIs(2));
  EXPECT_EQ(figures.units(0).posts().total(), 7);
  EXPECT_EQ(figures.units(1).posts().total(), 3);
  int weeks = 0;
  for (const auto& week : figures.weeks()) weeks += week.posts();
  EXPECT_EQ(weeks, 12);
  EXPECT_EQ(figures.weeks(4).days(), 3);  // May has 31 days
  // 12 posts, 4 pages, 31 days.
  EXPECT_EQ(figures.network().rhythm_hundredths(), 67);
}

TEST(FiguresOf, TellsThePlanWithWhoRemains) {
  const auto figures = FiguresOf(SmallBasis(), {}, {});
  const v1::TargetFigures& target = figures.plan().targets(0);
  EXPECT_EQ(target.milestone(), "PAGE_REGISTERED");
  EXPECT_TRUE(target.from_direction());
  ASSERT_THAT(target.remaining_units(), SizeIs(1));
  EXPECT_EQ(target.remaining_units(0).display_name(), "Xã Hai");
  ASSERT_THAT(target.burn_up(), SizeIs(1));
  EXPECT_THAT(target.burn_up(0), EqualsProto("day: '2022-05-02' count: 1"));
  EXPECT_EQ(figures.units(0).plan_done(), 1);
  EXPECT_EQ(figures.units(0).plan_total(), 2);
  EXPECT_EQ(figures.units(1).plan_total(), 0);
}

TEST(FiguresOf, TakesAnObstacleAsItStoodOnTheLastDay) {
  const auto figures = FiguresOf(SmallBasis(), {}, {});
  EXPECT_THAT(figures.obstacles(0),
              EqualsProto("name: 'obstacles/o' text: 'Chưa có máy ảnh' "
                          "raised_by: 'Xã Hai' raised_on: '2022-05-20' "
                          "state: 'OPEN'"));
  EXPECT_EQ(figures.units(0).obstacles_raised(), 1);
  EXPECT_EQ(figures.units(0).obstacles_resolved(), 0);
}

stored::EvaluationBasis BasisWithSubmissions() {
  stored::EvaluationBasis basis = SmallBasis();
  basis.mutable_evaluation()->mutable_criteria(0)->set_measure(
      v1::Criterion::ANSWERS);
  *basis.mutable_submissions() = Parsed<content::v1::SubmissionFigures>(R"pb(
    units { unit: "units/tinh" received: 4 accepted: 1 declined: 1 }
    units { unit: "units/xa-1" received: 2 accepted: 1 }
    units { unit: "units/xa-2" received: 2 declined: 2 })pb");
  return basis;
}

TEST(FiguresOf, CountsAcceptedAndDeclinedSubmissionsAsAnswered) {
  const auto figures = FiguresOf(BasisWithSubmissions(), {}, {});
  EXPECT_THAT(figures.own().answers(), EqualsProto("received: 4 answered: 2"));
  EXPECT_THAT(figures.network().answers(),
              EqualsProto("received: 8 answered: 5"));
  EXPECT_THAT(figures.units(0).answers(),
              EqualsProto("received: 4 answered: 3"));
  EXPECT_TRUE(figures.units(1).has_answers());
  EXPECT_THAT(figures.units(1).answers(), EqualsProto(""));
}

TEST(FiguresOf, ScoresAnswersWhereAnybodyWrote) {
  const auto figures = FiguresOf(BasisWithSubmissions(), {}, {});
  EXPECT_EQ(figures.units(0).scores(0).value_thousandths(), 75'000);
  EXPECT_FALSE(figures.units(1).scores(0).has_value_thousandths());
}

TEST(FiguresOf, KnowsNoAnswersWhereContentWasNotAsked) {
  const auto figures = FiguresOf(SmallBasis(), {}, {});
  EXPECT_FALSE(figures.own().has_answers());
  EXPECT_FALSE(figures.units(0).has_answers());
}

TEST(FiguresOf, ScoresByWhatIsKnownOfEachUnit) {
  const auto figures = FiguresOf(SmallBasis(), SmallPosts(), kPaths);
  // 7 of 7 posts and half of the plan.
  EXPECT_EQ(figures.units(0).points_hundredths(), 7500);
  EXPECT_EQ(figures.units(0).rank(), 1);
  // 3 of 7 posts; no target counts there.
  EXPECT_EQ(figures.units(1).points_hundredths(), 4280);
  EXPECT_EQ(figures.units(1).weight_scored(), 50);
}

// The figures are a function of the set of posts.
TEST(FiguresOf, AreTheSameBytesWhateverTheOrderOfPosts) {
  std::mt19937 random(20220531);
  std::vector<SeenPost> posts = SmallPosts();
  const std::string bytes =
      base::DeterministicBytes(FiguresOf(SmallBasis(), posts, kPaths));
  for (int round = 0; round < 20; ++round) {
    std::shuffle(posts.begin(), posts.end(), random);
    EXPECT_EQ(base::DeterministicBytes(FiguresOf(SmallBasis(), posts, kPaths)),
              bytes);
  }
}

}  // namespace
}  // namespace loa::metrics

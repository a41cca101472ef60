#include "services/metrics/evaluations/scoring.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"

namespace loa::metrics {
namespace {

using Rule = v1::Evaluation;
using Criteria = google::protobuf::RepeatedPtrField<v1::Criterion>;

void Add(Criteria& criteria, const std::string& id, int weight,
         int64_t full_at) {
  v1::Criterion& criterion = *criteria.Add();
  criterion.set_id(id);
  criterion.set_weight(weight);
  criterion.set_full_at(full_at);
}

v1::EvaluationFigures UnitsOf(const std::vector<std::string>& kinds) {
  v1::EvaluationFigures figures;
  for (size_t i = 0; i < kinds.size(); ++i) {
    v1::UnitLabel& unit = *figures.add_units()->mutable_unit();
    unit.set_unit(absl::StrCat("units/u", i));
    unit.set_level("commune");
    unit.set_kind(kinds[i]);
  }
  return figures;
}

v1::EvaluationFigures Scored(const Criteria& criteria,
                             const std::vector<MeasuredValues>& values) {
  v1::EvaluationFigures figures =
      UnitsOf(std::vector<std::string>(values.size(), "xã"));
  ScoreUnits(criteria, Rule::LEVEL, values, figures);
  return figures;
}

TEST(ScoreUnits, SharesTheFullScoreByTheBestOfTheGroup) {
  Criteria criteria;
  Add(criteria, "posts", 100, 0);
  const auto figures = Scored(criteria, {{40'000}, {10'000}, {0}});
  EXPECT_EQ(figures.units(0).points_hundredths(), 10000);
  EXPECT_EQ(figures.units(1).points_hundredths(), 2500);
  EXPECT_EQ(figures.units(2).points_hundredths(), 0);
  EXPECT_EQ(figures.units(2).rank(), 3);
  EXPECT_EQ(figures.peer_groups(0).median_points_hundredths(), 2500);
}

TEST(ScoreUnits, GivesNoMoreThanTheFullScore) {
  Criteria criteria;
  Add(criteria, "posts", 100, 10);
  const auto figures = Scored(criteria, {{40'000}, {5'000}});
  EXPECT_EQ(figures.units(0).points_hundredths(), 10000);
  EXPECT_EQ(figures.units(1).points_hundredths(), 5000);
}

TEST(ScoreUnits, WeighsWhatIsKnownAndCountsTheUnknownAsNothingAtAll) {
  Criteria criteria;
  Add(criteria, "posts", 60, 10);
  Add(criteria, "reach", 40, 10);
  const auto figures =
      Scored(criteria, {{5'000, std::nullopt}, {5'000, 10'000}});
  EXPECT_EQ(figures.units(0).points_hundredths(), 5000);
  EXPECT_EQ(figures.units(0).weight_scored(), 60);
  EXPECT_FALSE(figures.units(0).scores(1).has_per_mille());
  EXPECT_EQ(figures.units(1).points_hundredths(), 7000);
}

TEST(ScoreUnits, RanksNobodyOfWhomLessThanHalfIsKnown) {
  Criteria criteria;
  Add(criteria, "posts", 49, 10);
  Add(criteria, "reach", 51, 10);
  const auto figures = Scored(criteria, {{10'000, std::nullopt},
                                         {std::nullopt, 1'000},
                                         {std::nullopt, std::nullopt}});
  EXPECT_EQ(figures.units(0).rank(), 0);
  EXPECT_EQ(figures.units(1).rank(), 1);
  EXPECT_FALSE(figures.units(2).has_points_hundredths());
  EXPECT_EQ(figures.peer_groups(0).ranked(), 1);
}

TEST(ScoreUnits, LetsEqualsShareAPlace) {
  Criteria criteria;
  Add(criteria, "posts", 100, 10);
  const auto figures = Scored(criteria, {{5'000}, {9'000}, {5'000}, {1'000}});
  EXPECT_EQ(figures.units(1).rank(), 1);
  EXPECT_EQ(figures.units(0).rank(), 2);
  EXPECT_EQ(figures.units(2).rank(), 2);
  EXPECT_EQ(figures.units(3).rank(), 4);
}

TEST(ScoreUnits, ComparesUnitsOfOneGroupOnly) {
  Criteria criteria;
  Add(criteria, "posts", 100, 0);
  v1::EvaluationFigures figures = UnitsOf({"phường", "xã", "thị trấn"});
  ScoreUnits(criteria, Rule::LEVEL_AND_SETTLEMENT,
             {{40'000}, {10'000}, {20'000}}, figures);
  EXPECT_EQ(figures.units(0).peer_group(), "commune/urban");
  EXPECT_EQ(figures.units(1).peer_group(), "commune/rural");
  EXPECT_EQ(figures.units(1).rank(), 1);
  EXPECT_EQ(figures.units(1).points_hundredths(), 10000);
  EXPECT_EQ(figures.units(2).rank(), 2);
  ASSERT_EQ(figures.peer_groups_size(), 2);
  EXPECT_EQ(figures.peer_groups(1).units(), 2);
}

TEST(ScoreUnits, GroupsWithoutCriteriaToo) {
  v1::EvaluationFigures figures = UnitsOf({"phường", "đặc khu"});
  ScoreUnits({}, Rule::LEVEL_AND_KIND, {{}, {}}, figures);
  EXPECT_EQ(figures.peer_groups_size(), 2);
  EXPECT_EQ(figures.units(0).rank(), 0);
  EXPECT_EQ(
      PeerGroupOf(Rule::LEVEL_AND_SETTLEMENT, figures.units(1).unit()).key,
      "commune/other");
}

// Whatever order units come in, each gets the same points and place.
TEST(ScoreUnits, DoesNotDependOnTheOrderOfUnits) {
  std::mt19937 random(20220531);
  Criteria criteria;
  Add(criteria, "a", 30, 0);
  Add(criteria, "b", 70, 25);
  for (int round = 0; round < 50; ++round) {
    std::vector<MeasuredValues> values;
    for (int i = 0; i < 12; ++i) {
      MeasuredValues row;
      for (int j = 0; j < 2; ++j) {
        const int64_t value = static_cast<int64_t>(random() % 40) * 1000;
        row.push_back(value < 5'000 ? std::nullopt : std::optional(value));
      }
      values.push_back(row);
    }
    std::vector<size_t> order(values.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    std::vector<MeasuredValues> shuffled;
    for (const size_t i : order) shuffled.push_back(values[i]);
    const auto straight = Scored(criteria, values);
    const auto other = Scored(criteria, shuffled);
    for (size_t i = 0; i < order.size(); ++i) {
      const auto& a = straight.units(static_cast<int>(order[i]));
      const auto& b = other.units(static_cast<int>(i));
      EXPECT_EQ(a.rank(), b.rank());
      EXPECT_EQ(a.points_hundredths(), b.points_hundredths());
      EXPECT_LE(a.points_hundredths(), 10000);
    }
  }
}

}  // namespace
}  // namespace loa::metrics

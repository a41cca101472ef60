#include "services/metrics/samples/contribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loa::metrics {
namespace {

using ::testing::SizeIs;

Point At(base::Days day, int64_t value, const char* branch = "a") {
  Point point;
  point.day = day;
  point.value = value;
  point.branch = branch;
  return point;
}

// What all contributions to one branch come to.
Amounts SumFor(const std::vector<Contribution>& all, const char* branch) {
  Amounts sum;
  for (const Contribution& contribution : all) {
    if (contribution.branch == branch) sum += contribution.amounts;
  }
  return sum;
}

TEST(Contribution, OfAFlowIsItsValueWhateverWasBefore) {
  const auto all = ContributionsOf(v1::FLOW, At(1, 9), At(2, 5));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].day, 2);
  EXPECT_EQ(all[0].amounts.sum, 5);
  EXPECT_EQ(all[0].amounts.pages, 1);
}

TEST(Contribution, OfACounterIsItsIncrease) {
  const auto all = ContributionsOf(v1::COUNTER, At(1, 90), At(2, 100));
  EXPECT_EQ(SumFor(all, "a").sum, 10);
  EXPECT_EQ(SumFor(all, "a").resets, 0);
}

TEST(Contribution, OfACountersFirstValueIsNothingButAMark) {
  const auto all = ContributionsOf(v1::COUNTER, std::nullopt, At(2, 100));
  EXPECT_EQ(SumFor(all, "a").sum, 0);
  EXPECT_EQ(SumFor(all, "a").pages, 1);
}

TEST(Contribution, OfACounterThatFellIsWhatItCountedSinceItBeganAnew) {
  const auto all = ContributionsOf(v1::COUNTER, At(1, 90), At(2, 7));
  EXPECT_EQ(SumFor(all, "a").sum, 7);
  EXPECT_EQ(SumFor(all, "a").resets, 1);
}

TEST(Contribution, OfAStockIsItsChange) {
  const auto all = ContributionsOf(v1::STOCK, At(1, 240), At(2, 250));
  EXPECT_EQ(SumFor(all, "a").sum, 10);
  EXPECT_EQ(SumFor(all, "a").pages, 0);
  EXPECT_TRUE(
      SumFor(ContributionsOf(v1::STOCK, At(1, 240), At(2, 240)), "a").IsZero());
}

TEST(Contribution, OfAStockOnAPageThatMovedGoesOverAsAWhole) {
  const auto all =
      ContributionsOf(v1::STOCK, At(1, 240, "old"), At(2, 250, "new"));
  EXPECT_EQ(SumFor(all, "old").sum, -240);
  EXPECT_EQ(SumFor(all, "old").pages, -1);
  EXPECT_EQ(SumFor(all, "new").sum, 250);
  EXPECT_EQ(SumFor(all, "new").pages, 1);
}

TEST(Contribution, KeepsLowerBoundsAsSuch) {
  Point over_240 = At(1, 240);
  over_240.lower_bound = true;
  EXPECT_EQ(SumFor(ContributionsOf(v1::STOCK, std::nullopt, over_240), "a")
                .lower_bounds,
            1);
  // An exact value takes its place.
  EXPECT_EQ(SumFor(ContributionsOf(v1::STOCK, over_240, At(2, 250)), "a")
                .lower_bounds,
            -1);
  EXPECT_EQ(SumFor(ContributionsOf(v1::COUNTER, over_240, At(2, 250)), "a")
                .lower_bounds,
            1);
}

TEST(Contribution, OfARatioKeepsItsPartsApart) {
  Point point = At(1, 3);
  point.denominator = 10;
  const auto all = ContributionsOf(v1::RATIO, std::nullopt, point);
  EXPECT_EQ(SumFor(all, "a").sum, 3);
  EXPECT_EQ(SumFor(all, "a").denominator, 10);
}

}  // namespace
}  // namespace loa::metrics

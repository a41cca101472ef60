#include "tools/benchmarks/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"

namespace loa::bench {
namespace {

using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A side that gives `rates` in turn and notes that it ran.
Side Giving(std::vector<double> rates, const std::string& name = "",
            std::vector<std::string>* ran = nullptr) {
  return [rates = std::move(rates), next = size_t{0}, name,
          ran]() mutable -> absl::StatusOr<double> {
    if (ran != nullptr) ran->push_back(name);
    return rates[next++ % rates.size()];
  };
}

TEST(Interleave, RunsEveryComparisonAsABAInEachRound) {
  std::vector<std::string> ran;
  const auto measured = Interleave(
      {{"one", "a", "b", Giving({1}, "a", &ran), Giving({1}, "b", &ran)},
       {"two", "c", "d", Giving({1}, "c", &ran), Giving({1}, "d", &ran)}},
      2);
  ASSERT_THAT(measured, IsOk());
  EXPECT_THAT(ran, ElementsAre("a", "b", "a", "c", "d", "c",  //
                               "a", "b", "a", "c", "d", "c"));
}

TEST(Interleave, GivesMedianLeastAndMostOfTheRatios) {
  const auto measured = Interleave(
      {{"x", "a", "b", Giving({10}), Giving({5, 20, 9})}}, /*rounds=*/3);
  ASSERT_THAT(measured, IsOk());
  EXPECT_THAT((*measured)[0].median, DoubleEq(0.9));
  EXPECT_THAT((*measured)[0].min, DoubleEq(0.5));
  EXPECT_THAT((*measured)[0].max, DoubleEq(2));
  EXPECT_THAT((*measured)[0].a_rate, DoubleEq(10));
  EXPECT_THAT((*measured)[0].b_rate, DoubleEq(9));
}

TEST(Interleave, TakesTheMeanOfBothNeighboursAsA) {
  const auto measured =
      Interleave({{"x", "a", "b", Giving({10, 30}), Giving({10})}}, 1);
  ASSERT_THAT(measured, IsOk());
  EXPECT_THAT((*measured)[0].median, DoubleEq(0.5));
}

TEST(Interleave, IsVoidWhenADiffersFromItselfByOverTenPercent) {
  const auto drift = [](double first, double second) {
    const auto measured =
        Interleave({{"x", "a", "b", Giving({first, second}), Giving({1})}}, 3);
    return (*measured)[0].IsVoid();
  };
  EXPECT_FALSE(drift(100, 109));
  EXPECT_FALSE(drift(100, 91));
  EXPECT_TRUE(drift(100, 111));
  EXPECT_TRUE(drift(100, 89));
}

TEST(Interleave, EndsWithTheSideThatCouldNotBeVerified) {
  const auto measured = Interleave(
      {{"x", "a", "durable write", Giving({1}),
        [] { return absl::DataLossError("2 answers are not stored"); }}},
      1);
  EXPECT_THAT(measured.status(), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(measured.status().ToString(),
              HasSubstr("durable write: 2 answers are not stored"));
}

TEST(Interleave, RefusesASideThatDidNothing) {
  EXPECT_THAT(Interleave({{"x", "a", "b", Giving({0}), Giving({1})}}, 1),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace loa::bench

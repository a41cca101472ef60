#include "tools/benchmarks/goal.h"

#include <gtest/gtest.h>

#include "nlohmann/json.hpp"

namespace loa::bench {
namespace {

const Comparison kRead = {
    .name = "rpc.point_read", .a_name = "bare echo", .b_name = "GetUnit"};

nlohmann::json LineOf(const Measured& measured) {
  return nlohmann::json::parse(
      GoalLine(kRead, measured, {.floor = 0.9, .target = 0.97}, 5));
}

TEST(GoalLine, SaysWhatWasMeasuredAndWhatItShouldBe) {
  EXPECT_EQ(GoalLine(kRead,
                     {.median = 0.91234,
                      .min = 0.9,
                      .max = 0.95,
                      .a_rate = 20000.4,
                      .b_rate = 18000,
                      .a_against_a = 1.01},
                     {.floor = 0.9, .target = 0.97}, 5),
            R"({"goal":"rpc.point_read","value":0.912,"unit":"ratio",)"
            R"("floor":0.9,"target":0.97,"ok":true,"min":0.9,"max":0.95,)"
            R"("rounds":5,"void":false,"a_against_a":1.01,)"
            R"("a":{"name":"bare echo","per_second":20000.0},)"
            R"("b":{"name":"GetUnit","per_second":18000.0}})");
}

TEST(GoalLine, IsNotOkBelowTheFloor) {
  EXPECT_EQ(LineOf({.median = 0.9, .a_against_a = 1})["ok"], true);
  EXPECT_EQ(LineOf({.median = 0.899, .a_against_a = 1})["ok"], false);
}

TEST(GoalLine, IsNotOkAboveTheFloorOfACost) {
  const auto ok = [](double median) {
    return nlohmann::json::parse(
        GoalLine(kRead, {.median = median, .a_against_a = 1},
                 {.floor = 5, .target = 3, .most = true}, 5))["ok"];
  };
  EXPECT_EQ(ok(5), true);
  EXPECT_EQ(ok(5.001), false);
}

TEST(GoalLine, IsNotOkWhenTheRunIsVoid) {
  const nlohmann::json line = LineOf({.median = 2, .a_against_a = 1.2});
  EXPECT_EQ(line["void"], true);
  EXPECT_EQ(line["ok"], false);
}

}  // namespace
}  // namespace loa::bench

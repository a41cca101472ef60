// The core against models of everything around it.

#include "services/publisher/core/sim/simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

namespace loa::publisher::sim {
namespace {

// LOA_SIM_STEPS and LOA_SIM_SEED take a longer run, or one again.
int64_t FromEnvironment(const char* name, int64_t otherwise) {
  int64_t value = otherwise;
  if (const char* text = std::getenv(name); text != nullptr) {
    if (!absl::SimpleAtoi(text, &value)) return otherwise;
  }
  return value;
}

bool Says(const SimulationResult& result, absl::string_view what) {
  for (const std::string& violation : result.violations) {
    if (absl::StartsWith(violation, what)) return true;
  }
  return false;
}

TEST(Simulation, EveryPublicationAppearsOnceInOrderUnderAllFaults) {
  const int64_t first = FromEnvironment("LOA_SIM_SEED", 1);
  for (int64_t seed = first; seed < first + 2; ++seed) {
    SCOPED_TRACE(testing::Message() << "LOA_SIM_SEED=" << seed);
    SimulationConfig config;
    config.seed = seed;
    config.steps = FromEnvironment("LOA_SIM_STEPS", 200'000);
    const SimulationResult result = Simulate(config);
    EXPECT_THAT(result.violations, testing::IsEmpty());
    EXPECT_GT(result.shown, result.publications / 2);
    EXPECT_GT(result.adopted, 0u);
    for (const char* fault : {"dropped after publishing",
                              "closed unread",
                              "500 after publishing",
                              "506 after publishing",
                              "throttled",
                              "token dead",
                              "refused",
                              "not sent",
                              "listing stale",
                              "listing cut",
                              "listing failed",
                              "publisher killed",
                              "publisher paused",
                              "Redis erased",
                              "entry lost",
                              "request lost",
                              "answer lost",
                              "request late",
                              "wall clock set",
                              "upload failed",
                              "upload throttled",
                              "dropped after changing",
                              "change closed unread",
                              "500 after changing",
                              "change not sent",
                              "change throttled",
                              "post unreadable"}) {
      EXPECT_TRUE(result.fired.contains(fault)) << fault << " never fired";
    }
  }
}

TEST(Simulation, TheSameSeedIsTheSameRun) {
  SimulationConfig config;
  config.seed = 77;
  config.steps = 20'000;
  const SimulationResult one = Simulate(config);
  const SimulationResult two = Simulate(config);
  EXPECT_EQ(one.steps, two.steps);
  EXPECT_EQ(one.shown, two.shown);
  EXPECT_EQ(one.fired, two.fired);
}

// Negative controls: a checker that stays green with one of these is blind.
struct ControlCase {
  Control control;
  const char* name;
  const char* violation;
};

class NegativeControl : public testing::TestWithParam<ControlCase> {};

TEST_P(NegativeControl, IsCaught) {
  SimulationConfig config;
  config.control = GetParam().control;
  config.steps = 100'000;
  bool caught = false;
  for (config.seed = 1; config.seed <= 8 && !caught; ++config.seed) {
    caught = Says(Simulate(config), GetParam().violation);
  }
  EXPECT_TRUE(caught);
}

INSTANTIATE_TEST_SUITE_P(
    Each, NegativeControl,
    testing::Values(
        ControlCase{Control::kNoCompareAndSet, "NoCompareAndSet", "doubled"},
        ControlCase{Control::kResendOnTimeout, "ResendOnTimeout", "doubled"},
        ControlCase{Control::kNoPageOrderCheck, "NoPageOrderCheck",
                    "reordered"},
        ControlCase{Control::kNoCancelCheck, "NoCancelCheck", "after cancel"},
        ControlCase{Control::kNoSweep, "NoSweep", "stuck"},
        ControlCase{Control::kAmendTogether, "AmendTogether", "another text"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace loa::publisher::sim

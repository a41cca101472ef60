#include "libs/base/clock.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"

namespace loa::base {
namespace {

TEST(SystemClock, TellsTheTimeOfTheHost) {
  const absl::Time before = absl::Now();
  const absl::Time now = SystemClock().Now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, absl::Now());
}

TEST(SystemClock, NeverCountsBackwardsSinceBoot) {
  absl::Duration last = absl::ZeroDuration();
  for (int i = 0; i < 10'000; ++i) {
    const absl::Duration now = SystemClock().SinceBoot();
    ASSERT_GE(now, last);
    last = now;
  }
  EXPECT_GT(last, absl::ZeroDuration());
}

}  // namespace
}  // namespace loa::base

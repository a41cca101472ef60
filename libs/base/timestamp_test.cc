#include "libs/base/timestamp.h"

#include <gtest/gtest.h>

namespace loa::base {
namespace {

TEST(Timestamp, GoesThereAndBackToTheMicrosecond) {
  for (const int64_t micros :
       {int64_t{0}, int64_t{1}, int64_t{1'654'041'600'123'456}, int64_t{-1},
        int64_t{-2'208'988'800'000'001}}) {
    const absl::Time time = absl::FromUnixMicros(micros);
    EXPECT_EQ(TimeOf(TimestampOf(time)), time) << micros;
    EXPECT_GE(TimestampOf(time).nanos(), 0) << micros;
  }
}

TEST(Timestamp, DropsWhatIsNotStored) {
  const absl::Time time = absl::FromUnixMicros(7) + absl::Nanoseconds(999);
  EXPECT_EQ(TimestampOf(time).nanos(), 7'000);
}

TEST(Duration, GoesThereAndBackToTheNanosecond) {
  for (const absl::Duration duration :
       {absl::ZeroDuration(), absl::Milliseconds(1500),
        absl::Milliseconds(-1500), absl::Hours(24) + absl::Nanoseconds(1)}) {
    EXPECT_EQ(DurationOf(ProtoDurationOf(duration)), duration);
  }
}

}  // namespace
}  // namespace loa::base

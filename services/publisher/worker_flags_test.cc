#include "services/publisher/worker_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <string>
#include <utility>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/testing/status_matchers.h"

namespace loa::publisher {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::AllOf;

class WorkerFlags : public ::testing::Test {
 protected:
  ~WorkerFlags() override { unsetenv("LOA_ALLOW_UNSAFE_CONTROLS"); }

  void Set(const std::string& flag, const std::string& value) {
    std::string error;
    ASSERT_TRUE(absl::FindCommandLineFlag(flag)->ParseFrom(value, &error))
        << error;
  }

  base::RandomIds ids_{base::SystemClock()};

 private:
  absl::FlagSaver saver_;
};

TEST_F(WorkerFlags, AreTakenOver) {
  Set("partitions", "8");
  Set("max_calls", "3");
  Set("page_interval", "2s");
  const auto options = WorkerOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->core.reconcile.partitions, 8);
  EXPECT_EQ(options->core.max_calls, 3);
  EXPECT_EQ(options->core.page_rate.interval, absl::Seconds(2));
  EXPECT_FALSE(options->core.unsafe_resend_on_timeout);
}

TEST_F(WorkerFlags, OutOfTheirRangeAreRefusedByName) {
  for (const auto& [flag, value] :
       {std::pair<std::string, std::string>("partitions", "0"),
        {"partitions", "4097"},
        {"want_partitions", "-1"},
        {"max_calls", "0"},
        {"page_burst", "0"},
        {"app_burst", "-5"},
        {"page_interval", "-1s"},
        {"reconcile_interval", "0"},
        {"clock_skew", "25h"},
        {"drain_limit", "0"}}) {
    absl::FlagSaver saver;
    Set(flag, value);
    EXPECT_THAT(WorkerOptionsFromFlags(),
                AllOf(HasReason("FLAG_INVALID"), HasMetadata("flag", flag)))
        << flag << "=" << value;
  }
}

TEST_F(WorkerFlags, AnOwnerIsNewInEveryLifeAndWantsAllUnlessToldOtherwise) {
  Set("partitions", "8");
  const ContentGateway::Options first = ContentOptionsFromFlags(ids_);
  EXPECT_EQ(first.want, 8);
  EXPECT_NE(ContentOptionsFromFlags(ids_).owner, first.owner);
  Set("want_partitions", "3");
  EXPECT_EQ(ContentOptionsFromFlags(ids_).want, 3);
}

TEST_F(WorkerFlags, AnUnknownTimeZoneIsRefused) {
  Set("time_zone", "Asia/Ha_Long");
  EXPECT_THAT(UnitsOptionsFromFlags(),
              AllOf(HasReason("TIME_ZONE_UNKNOWN"),
                    HasMetadata("time_zone", "Asia/Ha_Long")));
  Set("time_zone", "Asia/Ho_Chi_Minh");
  const auto options = UnitsOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->zone.name(), "Asia/Ho_Chi_Minh");
}

TEST_F(WorkerFlags, AnAddressThatIsNoneIsRefused) {
  Set("redis", "redis://:0");
  EXPECT_THAT(RedisOptionsFromFlags(), HasReason("REDIS_ADDRESS_INVALID"));
}

TEST_F(WorkerFlags, AnUnsafeControlNeedsTheEnvironmentsLeave) {
  Set("unsafe_control", "resend_on_timeout");
  EXPECT_THAT(WorkerOptionsFromFlags(),
              AllOf(HasReason("UNSAFE_CONTROL_REFUSED"),
                    HasMetadata("control", "resend_on_timeout")));
  setenv("LOA_ALLOW_UNSAFE_CONTROLS", "0", 1);
  EXPECT_THAT(WorkerOptionsFromFlags(), HasReason("UNSAFE_CONTROL_REFUSED"));
  setenv("LOA_ALLOW_UNSAFE_CONTROLS", "1", 1);
  const auto options = WorkerOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_TRUE(options->core.unsafe_resend_on_timeout);
  Set("unsafe_control", "no_begin");
  EXPECT_THAT(WorkerOptionsFromFlags(), HasReason("UNSAFE_CONTROL_REFUSED"));
}

}  // namespace
}  // namespace loa::publisher

#include "services/content/dispatch/dispatch_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <string>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "libs/testing/status_matchers.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::AllOf;

class DispatchFlags : public ::testing::Test {
 protected:
  ~DispatchFlags() override { unsetenv("LOA_ALLOW_UNSAFE_CONTROLS"); }

  void Set(const std::string& flag, const std::string& value) {
    std::string error;
    ASSERT_TRUE(absl::FindCommandLineFlag(flag)->ParseFrom(value, &error))
        << error;
  }

 private:
  absl::FlagSaver saver_;
};

TEST_F(DispatchFlags, TheDefaultsAreSafe) {
  const auto options = DispatchOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_FALSE(options->no_compare_and_set);
  EXPECT_EQ(options->quiet, absl::Seconds(60));
}

TEST_F(DispatchFlags, AreTakenOver) {
  Set("partitions", "8");
  Set("quiescence", "2s");
  const auto options = DispatchOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->partitions, 8);
  EXPECT_EQ(options->quiet, absl::Seconds(2));
}

TEST_F(DispatchFlags, OutOfTheirRangeAreRefusedByName) {
  for (const auto& [flag, value] :
       {std::pair<std::string, std::string>("partitions", "0"),
        {"partitions", "4097"},
        {"lease", "0"},
        {"attempt_deadline", "-1s"},
        {"quiescence", "0"},
        {"sweep_after", "25h"}}) {
    absl::FlagSaver saver;
    Set(flag, value);
    EXPECT_THAT(DispatchOptionsFromFlags(),
                AllOf(HasReason("FLAG_INVALID"), HasMetadata("flag", flag)))
        << flag << "=" << value;
  }
}

TEST_F(DispatchFlags, AnUnsafeControlNeedsTheEnvironmentsLeave) {
  Set("unsafe_control", "no_compare_and_set");
  EXPECT_THAT(DispatchOptionsFromFlags(),
              AllOf(HasReason("UNSAFE_CONTROL_REFUSED"),
                    HasMetadata("control", "no_compare_and_set")));
  setenv("LOA_ALLOW_UNSAFE_CONTROLS", "0", 1);
  EXPECT_THAT(DispatchOptionsFromFlags(), HasReason("UNSAFE_CONTROL_REFUSED"));
  setenv("LOA_ALLOW_UNSAFE_CONTROLS", "1", 1);
  const auto options = DispatchOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_TRUE(options->no_compare_and_set);
}

TEST_F(DispatchFlags, AnUnknownControlIsRefusedWithItToo) {
  setenv("LOA_ALLOW_UNSAFE_CONTROLS", "1", 1);
  Set("unsafe_control", "no_page_order");
  EXPECT_THAT(DispatchOptionsFromFlags(), HasReason("UNSAFE_CONTROL_REFUSED"));
}

}  // namespace
}  // namespace loa::content

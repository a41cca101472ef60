#include "services/content/submissions/submission_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "libs/testing/status_matchers.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;

void Set(const std::string& flag, const std::string& value) {
  std::string error;
  ASSERT_TRUE(absl::FindCommandLineFlag(flag)->ParseFrom(value, &error))
      << error;
}

TEST(SubmissionFlags, AreTakenOver) {
  absl::FlagSaver saver;
  Set("submission_retention_days", "30");
  Set("submissions_of_sender", "2");
  const auto options = SubmissionOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->retention, absl::Hours(30 * 24));
  EXPECT_EQ(options->most_of_sender, 2);
  EXPECT_EQ(options->most_of_unit, 1000);
}

TEST(SubmissionFlags, OutOfTheirRangeAreRefusedByName) {
  for (const auto& [flag, value] :
       {std::pair<std::string, std::string>("submissions_of_sender", "0"),
        {"submissions_of_unit", "-1"},
        {"submission_retention_days", "0"},
        {"submission_retention_days", "36501"}}) {
    absl::FlagSaver saver;
    Set(flag, value);
    EXPECT_THAT(
        SubmissionOptionsFromFlags(),
        ::testing::AllOf(HasReason("FLAG_INVALID"), HasMetadata("flag", flag)))
        << value;
  }
}

}  // namespace
}  // namespace loa::content

#include "services/content/submissions/submission_title.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace loa::content {
namespace {

TEST(SubmissionTitle, IsItsOwnOrWholeWordsOfTheFirstLine) {
  v1::Submission submission;
  submission.set_text("  Dòng một\nDòng hai");
  EXPECT_EQ(TitleOf(submission), "Dòng một");
  std::string text;
  for (int i = 0; i < 60; ++i) text += "đồng ";
  submission.set_text(text);
  const std::string title = TitleOf(submission);
  EXPECT_THAT(title, ::testing::EndsWith(" đồng"));
  EXPECT_LT(title.size(), 200u);
  submission.set_title("Tựa");
  EXPECT_EQ(TitleOf(submission), "Tựa");
}

}  // namespace
}  // namespace loa::content

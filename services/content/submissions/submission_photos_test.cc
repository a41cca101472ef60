#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/media/media_rows.h"
#include "services/content/submissions/submissions.h"
#include "services/content/testing/submission_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;

class SubmissionPhotosTest : public SubmissionWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, SubmissionPhotosTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SubmissionPhotosTest, BringTheirPhotosIntoTheDraft) {
  v1::CreateSubmissionRequest story = Story();
  story.mutable_submission()->add_media(KeptPhoto("ba-mai", "Bà Mai").media());
  const auto sent = Send(story);
  const auto accepted = Accept(sent.submission());
  ASSERT_THAT(accepted, IsOk());
  const v1::Post post = Get(accepted->post());
  ASSERT_EQ(post.media_size(), 1);
  EXPECT_EQ(post.media(0).media(), "media/ba-mai");
  EXPECT_EQ(post.media(0).alt_text(), "Bà Mai");
}

TEST_P(SubmissionPhotosTest, KeepTheirPhotosUntilTheyAreErased) {
  v1::CreateSubmissionRequest story = Story();
  story.mutable_submission()->add_media(KeptPhoto("ba-mai").media());
  const auto sent = Send(story);
  const auto user = [&] {
    std::string by;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(by, UserOfMedia(tx, "media/ba-mai"));
      return absl::OkStatus();
    }),
                IsOk());
    return by;
  };
  EXPECT_EQ(user(), sent.submission());
  ASSERT_THAT(EraseIt(sent.submission()), IsOk());
  EXPECT_EQ(user(), "");
}

TEST_P(SubmissionPhotosTest, AreRefusedWithAPhotoThatIsNotKept) {
  v1::CreateSubmissionRequest story = Story();
  story.mutable_submission()->add_media("media/0a");
  EXPECT_THAT(intake_.CreateSubmission(Sender(), story),
              HasReason("MEDIA_NOT_FOUND"));
}

}  // namespace
}  // namespace loa::content

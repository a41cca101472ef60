#include "services/publisher/sweep_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace loa::publisher {
namespace {

using Request = content::v1::RecordOutsidePostsRequest;

RecordOutside Action(int posts, bool complete) {
  RecordOutside action;
  action.page = "pages/1";
  action.partition = {3, 7};
  action.sweep = absl::FromUnixSeconds(1000);
  action.complete = complete;
  for (int i = 0; i < posts; ++i) {  // newest first, as a listing has them
    platform::Post& post = action.posts.emplace_back();
    post.id = absl::StrCat("1_", i);
    post.created = absl::FromUnixSeconds(900 - i);
  }
  return action;
}

TEST(SweepWords, TellsInPartsTheOldestFirst) {
  const auto parts = ToRequests(Action(120, true));
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].posts_size(), 50);
  EXPECT_EQ(parts[0].posts(0).platform_post_id(), "1_119");
  EXPECT_EQ(parts[0].end(), Request::MORE);
  EXPECT_EQ(parts[2].posts_size(), 20);
  EXPECT_EQ(parts[2].posts(19).platform_post_id(), "1_0");
  EXPECT_EQ(parts[2].end(), Request::COMPLETE);
  EXPECT_EQ(parts[2].partition().epoch(), 7);
  EXPECT_EQ(parts[2].sweep_time().seconds(), 1000);
}

TEST(SweepWords, TellsWhichPhotosAPostShows) {
  RecordOutside action = Action(1, true);
  action.posts[0].photo_ids = {"901", "902"};
  EXPECT_THAT(ToRequests(action)[0].posts(0).photo_ids(),
              ::testing::ElementsAre("901", "902"));
}

TEST(SweepWords, TellsOfAPageThatShowsNothing) {
  const auto parts = ToRequests(Action(0, true));
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].end(), Request::COMPLETE);
}

TEST(SweepWords, SaysWhenTheListingWasNotReadToItsEnd) {
  EXPECT_EQ(ToRequests(Action(1, false))[0].end(), Request::UNREADABLE);
}

}  // namespace
}  // namespace loa::publisher

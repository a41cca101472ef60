#include "services/content/search/shown_posts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/hand/hand_delivery.h"
#include "services/content/hand/hand_taking.h"
#include "services/content/search/search.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using P = v1::Publication;

constexpr const char* kPermalink = "https://www.facebook.com/1048/posts/77";

// What search finds of posts that pages show otherwise than as they were sent.
class ShownPostsTest : public AmendmentWorld {
 protected:
  std::vector<v1::SearchHit> Hits(const std::string& query) {
    v1::SearchRequest request;
    request.set_query(query);
    const auto response = searches_.Search(
        Context("principals/lan", options::v1::PERMISSION_READ_POSTS), request);
    EXPECT_THAT(response, IsOk());
    if (!response.ok()) return {};
    return {response->hits().begin(), response->hits().end()};
  }
  // A post that is a task of the people of one page, and on no other.
  v1::Post Task() {
    registry_.AddPageByHand("pages/hand", "units/xa-1");
    const v1::Post post = Create(Draft(absl::Minutes(1)));
    EXPECT_THAT(Submit(post.name(), 3), IsOk());
    Decide(post.name(), moderation::v1::Review::APPROVED);
    EXPECT_THAT(expander_.Expand(post.name()), IsOk());
    clock_.Advance(absl::Minutes(2));
    EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(1));
    return Get(post.name());
  }
  // Its people put it up at `time`, and say so now.
  void ReportPosted(const v1::Post& post, absl::Time time) {
    v1::ReportPostedRequest request;
    request.set_name(PublicationsOf(post.name())[0].name);
    request.set_permalink(kPermalink);
    *request.mutable_post_time() = base::TimestampOf(time);
    ASSERT_THAT(hand_.ReportPosted(Context("principals/xa"), request), IsOk());
  }

  Searches searches_{*db_, registry_};
  HandDelivery hand_{*db_, ids_, registry_};
  HandTaking taking_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, ShownPostsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ShownPostsTest, AreFoundAfterACorrectionByTheirNewWordsAlone) {
  const v1::Post post = Published();
  Changed(post.name(), "Gương sáng Hồng Gai");
  ASSERT_THAT(Correct(post.name()), IsOk());
  for (const v1::Amendment& edit : AmendmentsOf(post.name())) Do(edit);
  ASSERT_EQ(PublicationsOf(post.name())[0].state, P::EDITED);
  EXPECT_THAT(Hits("Hồng Gai"), SizeIs(1));
  EXPECT_THAT(Hits("người tốt việc tốt"), IsEmpty());
}

TEST_P(ShownPostsTest, AreFoundWhereOnlyPeoplePutThemUp) {
  const v1::Post post = Task();
  EXPECT_THAT(Hits("người tốt"), IsEmpty());
  ReportPosted(post, clock_.Now());
  const auto hits = Hits("người tốt");
  ASSERT_THAT(hits, SizeIs(1));
  EXPECT_EQ(hits[0].permalink(), kPermalink);
}

TEST_P(ShownPostsTest, AreDatedByThePostingAndNotByItsReport) {
  const v1::Post post = Task();
  const absl::Time put_up = clock_.Now() - absl::Minutes(1);
  clock_.Advance(absl::Hours(50));
  ReportPosted(post, put_up);
  const auto hits = Hits("người tốt");
  ASSERT_THAT(hits, SizeIs(1));
  EXPECT_EQ(base::TimeOf(hits[0].time()), put_up);
  EXPECT_EQ(PublicationsOf(post.name())[0].published_at, put_up);
}

TEST_P(ShownPostsTest, AreFoundByTheWordsThatPeopleEditedThemTo) {
  const v1::Post post = Task();
  ReportPosted(post, clock_.Now());
  EXPECT_THAT(SetTitle(post.name(), "Gương sáng Hồng Gai"), IsOk());
  EXPECT_THAT(Submit(post.name(), 3), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  ASSERT_THAT(Correct(post.name()), IsOk());
  v1::ReportEditedRequest request;
  request.set_name(AmendmentsOf(post.name())[0].name());
  ASSERT_THAT(hand_.ReportEdited(Context("principals/xa"), request), IsOk());
  ASSERT_EQ(PublicationsOf(post.name())[0].state, P::REPORTED);
  EXPECT_THAT(Hits("Hồng Gai"), SizeIs(1));
  EXPECT_THAT(Hits("người tốt việc tốt"), IsEmpty());
}

}  // namespace
}  // namespace loa::content

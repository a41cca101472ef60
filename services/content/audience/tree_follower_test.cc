#include "services/content/audience/tree_follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::SizeIs;

using E = v1::Expansion;

class TreeFollowerTest : public PostWorld {
 protected:
  v1::Post Expanded(v1::Audience::Mode mode, bool follow_tree = true) {
    v1::Post draft = Draft();
    draft.mutable_audience()->mutable_cascade()->set_mode(mode);
    draft.mutable_audience()->mutable_cascade()->set_follow_tree(follow_tree);
    const v1::Post post = Create(draft);
    EXPECT_THAT(Submit(post.name()), IsOk());
    Decide(post.name(), moderation::v1::Review::APPROVED);
    EXPECT_THAT(expander_.Expand(post.name()), IsOk());
    return Get(post.name());
  }
  // A new commune with a page joins the tree.
  void Grow(const std::string& unit = "units/xa-3",
            const std::string& page = "pages/p3") {
    registry_.AddUnit(unit, "commune", "units/huyen");
    registry_.AddPage(page, unit);
  }
  absl::StatusOr<int64_t> Follow() {
    return follower_.Follow(clock_.Now(), std::stop_token());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, TreeFollowerTest, testing::kEngines,
                         testing::EngineName);

TEST_P(TreeFollowerTest, LetsALaterPageJoinAMandatoryCascade) {
  const v1::Post post = Expanded(v1::Audience::MANDATORY);
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
  Grow();
  clock_.Advance(absl::Hours(3));
  EXPECT_THAT(Follow(), IsOkAndHolds(1));
  EXPECT_EQ(Get(post.name()).expansion().state(), E::PENDING);
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_EQ(Get(post.name()).expansion().state(), E::DONE);
  EXPECT_EQ(Get(post.name()).expansion().page_count(), 3);
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(3));
  EXPECT_EQ(publications[2].page, "pages/p3");
  EXPECT_EQ(publications[2].due_at, clock_.Now());
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
}

TEST_P(TreeFollowerTest, AsksALaterPageToo) {
  const v1::Post post = Expanded(v1::Audience::OPTIONAL);
  Grow();
  EXPECT_THAT(Follow(), IsOkAndHolds(1));
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(AssignmentsOf(post.name()), SizeIs(3));
  Grow("units/xa-4", "pages/p4");
  EXPECT_THAT(Follow(), IsOkAndHolds(1));
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(AssignmentsOf(post.name()), SizeIs(4));
}

TEST_P(TreeFollowerTest, LeavesACascadeThatDoesNotSayFollowTree) {
  const v1::Post post = Expanded(v1::Audience::MANDATORY, false);
  Grow();
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(2));
}

TEST_P(TreeFollowerTest, StopsWhenTheCascadeCloses) {
  const v1::Post post = Expanded(v1::Audience::MANDATORY);
  clock_.Advance(base::TimeOf(post.audience().cascade().close_time()) -
                 clock_.Now());
  Grow();
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
}

TEST_P(TreeFollowerTest, StopsWithTheApproval) {
  const v1::Post post = Expanded(v1::Audience::MANDATORY);
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  Grow();
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
}

TEST_P(TreeFollowerTest, WaitsForTheRegister) {
  Expanded(v1::Audience::MANDATORY);
  registry_.GoAway();
  EXPECT_THAT(Follow(), IsOkAndHolds(0));
}

}  // namespace
}  // namespace loa::content

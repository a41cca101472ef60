#include "services/content/amendments/correction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/content/hand/hand_delivery.h"
#include "services/content/hand/hand_taking.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;
using T = v1::HandTask;

constexpr const char* kPermalink = "https://www.facebook.com/1048/posts/77";
constexpr const char* kCorrected = "Đã sửa\n\nBà Mai giúp đỡ hộ nghèo.";

// What a correction does with pages that it cannot simply edit.
class CorrectionTest : public AmendmentWorld {
 protected:
  // A post that one page shows, and that the people of another have in hand,
  // corrected: "pages/hand", of units/xa-1.
  v1::Post CorrectedInHand() {
    registry_.AddPageByHand("pages/hand", "units/xa-1");
    const v1::Post post = Create(Draft(absl::Minutes(1)));
    EXPECT_THAT(Submit(post.name(), 3), IsOk());
    Decide(post.name(), moderation::v1::Review::APPROVED);
    EXPECT_THAT(expander_.Expand(post.name()), IsOk());
    clock_.Advance(absl::Minutes(2));
    EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(1));
    Publish(post.name(), "pages/p1");
    EXPECT_THAT(SetTitle(post.name(), "Đã sửa"), IsOk());
    EXPECT_THAT(Submit(post.name(), 3), IsOk());
    Decide(post.name(), moderation::v1::Review::APPROVED);
    EXPECT_THAT(Correct(post.name()), IsOk());
    return Get(post.name());
  }
  void Publish(const std::string& post, const std::string& page) {
    for (const Publication& p : PublicationsOf(post)) {
      if (p.page != page) continue;
      Send(p);
      EndSending(p, F::ACCEPTED);
    }
  }
  std::vector<Publication> OfPage(const v1::Post& post,
                                  const std::string& page) {
    std::vector<Publication> all = PublicationsOf(post.name());
    std::erase_if(all, [&](const auto& p) { return p.page != page; });
    return all;
  }
  std::vector<v1::Assignment> AskedOf(const v1::Post& post,
                                      const std::string& page) {
    std::vector<v1::Assignment> all = AssignmentsOf(post.name());
    std::erase_if(all, [&](const auto& a) { return a.page() != page; });
    return all;
  }
  // A post that "pages/p1" adopted and shows; "pages/p2" was asked.
  v1::Post AskedAndShown() {
    const v1::Post post = Asked(v1::Audience::RECOMMENDED, v1::Audience::OPEN);
    EXPECT_THAT(Adopt(AskedOf(post, "pages/p1")[0].name()), IsOk());
    clock_.Advance(absl::Hours(2));
    Publish(post.name(), "pages/p1");
    return Get(post.name());
  }
  rpc::RequestContext People() const { return Context("principals/xa"); }
  std::vector<T> Tasks() {
    const auto response = hand_.List(People(), {});
    EXPECT_THAT(response, IsOk());
    if (!response.ok()) return {};
    return {response->tasks().begin(), response->tasks().end()};
  }

  HandDelivery hand_{*db_, ids_, registry_};
  HandTaking taking_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, CorrectionTest, testing::kEngines,
                         testing::EngineName);

TEST_P(CorrectionTest, WhatPeopleDidNotPutUpIsPutUpAsItIsNow) {
  const v1::Post post = CorrectedInHand();
  ASSERT_THAT(OfPage(post, "pages/hand"), SizeIs(1));
  v1::ReportNotPostedRequest request;
  request.set_name(OfPage(post, "pages/hand")[0].name);
  ASSERT_THAT(hand_.ReportNotPosted(People(), request), IsOk());
  EXPECT_THAT(Tasks(), IsEmpty());
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  ASSERT_THAT(OfPage(post, "pages/hand"), SizeIs(2));
  EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(1));
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].kind(), T::PUT_UP);
  EXPECT_EQ(tasks[0].text(), kCorrected);
}

TEST_P(CorrectionTest, WhatPeopleHadPutUpIsEditedAndNotTakenDown) {
  const v1::Post post = CorrectedInHand();
  v1::ReportPostedRequest request;
  request.set_name(OfPage(post, "pages/hand")[0].name);
  request.set_permalink(kPermalink);
  ASSERT_THAT(hand_.ReportPosted(People(), request), IsOk());
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].kind(), T::EDIT);
  EXPECT_EQ(tasks[0].text(), kCorrected);
}

TEST_P(CorrectionTest, WhatACorrectionWaitsForIsNotRepeated) {
  const v1::Post post = CorrectedInHand();
  EXPECT_THAT(Correct(post.name()), IsOk());
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(OfPage(post, "pages/hand"), SizeIs(1));
}

TEST_P(CorrectionTest, ARepeatReachesThePageWhoseSendingFailedMeanwhile) {
  const v1::Post post = Expanded();
  const auto before = PublicationsOf(post.name());
  Send(before[0]);
  EndSending(before[0], F::ACCEPTED);
  Send(before[1]);  // under way while the post changes
  Changed(post.name(), "Đã sửa");
  ASSERT_THAT(Correct(post.name()), IsOk());
  EndSending(before[1], F::NOT_SENT);
  for (const v1::Amendment& edit : AmendmentsOf(post.name())) {
    if (edit.state() == v1::Amendment::WAITING) Do(edit);
  }
  const auto again = Correct(post.name());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->edit_count(), 0);
  EXPECT_EQ(again->publication_count(), 1);
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  const auto after = PublicationsOf(post.name());
  ASSERT_THAT(after, SizeIs(3));
  EXPECT_EQ(after[2].page, "pages/p2");
  EXPECT_EQ(after[2].text, kCorrected);
  EXPECT_THAT(Correct(post.name()), HasReason("NOTHING_TO_CORRECT"));
}

TEST_P(CorrectionTest, APostThatNoPageShowsIsNotCorrected) {
  const v1::Post post = Expanded();
  Changed(post.name(), "Đã sửa");  // cancels both; they are to come anew
  EXPECT_THAT(Correct(post.name()), HasReason("NOTHING_TO_CORRECT"));
  EXPECT_EQ(Get(post.name()).expansion().state(), v1::Expansion::PENDING);
}

TEST_P(CorrectionTest, PeopleWhoWereAskedInVainAreAskedAgain) {
  const v1::Post post = AskedAndShown();
  const v1::Post changed = Changed(post.name(), "Đã sửa");
  ASSERT_EQ(AskedOf(post, "pages/p2")[0].state(), v1::Assignment::VOIDED);
  const auto corrected = Correct(post.name());
  ASSERT_THAT(corrected, IsOk());
  EXPECT_EQ(corrected->edit_count(), 1);
  EXPECT_EQ(corrected->publication_count(), 0);
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  const auto asked = AskedOf(post, "pages/p2");
  ASSERT_THAT(asked, SizeIs(2));
  EXPECT_EQ(asked[1].state(), v1::Assignment::PENDING);
  EXPECT_EQ(asked[1].revision(), changed.revision());
  EXPECT_THAT(AskedOf(post, "pages/p1"), SizeIs(1));
  ASSERT_THAT(Correct(post.name()), IsOk());  // its edit waits
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(AskedOf(post, "pages/p2"), SizeIs(2));
}

TEST_P(CorrectionTest, NobodyIsAskedOnceTheCascadeIsClosed) {
  const v1::Post post = AskedAndShown();
  Changed(post.name(), "Đã sửa");
  clock_.Advance(absl::Hours(24 * 8));
  ASSERT_THAT(Correct(post.name()), IsOk());
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(AskedOf(post, "pages/p2"), SizeIs(1));
}

TEST_P(CorrectionTest, WhatPeopleHadAdoptedIsPublishedWithTheirPart) {
  const v1::Post post = AskedAndShown();
  const std::string asked = AskedOf(post, "pages/p2")[0].name();
  ASSERT_THAT(Adopt(asked, "Xã ta.", "principals/lan"), IsOk());
  DecidePart(moderation::v1::Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
  Changed(post.name(), "Đã sửa");  // before it was sent
  const auto corrected = Correct(post.name());
  ASSERT_THAT(corrected, IsOk());
  EXPECT_EQ(corrected->publication_count(), 1);
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  const auto after = OfPage(post, "pages/p2");
  ASSERT_THAT(after, SizeIs(2));
  EXPECT_EQ(after[0].state, P::CANCELLED);
  EXPECT_EQ(after[1].state, P::SCHEDULED);
  EXPECT_THAT(after[1].text, ::testing::StartsWith("Xã ta.\n\nĐã sửa"));
  const auto assignments = AskedOf(post, "pages/p2");
  ASSERT_THAT(assignments, SizeIs(1));
  EXPECT_EQ(assignments[0].state(), v1::Assignment::ADOPTED);
  EXPECT_EQ(assignments[0].publication(), after[1].name);
  Send(after[1]);  // what it shows is approved
}

TEST_P(CorrectionTest, ACascadeThatFollowedTheTreeFollowsItAgain) {
  v1::Post draft = Draft(absl::Minutes(1));
  draft.mutable_audience()->mutable_cascade()->set_follow_tree(true);
  const std::string name = Create(draft).name();
  ASSERT_THAT(Submit(name), IsOk());
  Decide(name, moderation::v1::Review::APPROVED);
  ASSERT_THAT(expander_.Expand(name), IsOk());
  clock_.Advance(absl::Minutes(2));
  Publish(name, "pages/p1");
  Publish(name, "pages/p2");
  Changed(name, "Đã sửa");
  registry_.AddPage("pages/p3", "units/xa-1");  // nobody follows now
  ASSERT_THAT(follower_.Follow(clock_.Now(), {}), IsOkAndHolds(0));
  const auto corrected = Correct(name);
  ASSERT_THAT(corrected, IsOk());
  EXPECT_EQ(corrected->publication_count(), 1);
  ASSERT_THAT(expander_.Expand(name), IsOk());
  registry_.AddPage("pages/p4", "units/xa-2");
  EXPECT_THAT(follower_.Follow(clock_.Now(), {}), IsOkAndHolds(1));
  ASSERT_THAT(expander_.Expand(name), IsOk());
  const auto all = PublicationsOf(name);
  ASSERT_THAT(all, SizeIs(4));  // and nothing twice
  EXPECT_EQ(all[2].page, "pages/p3");
  EXPECT_EQ(all[3].page, "pages/p4");
}

TEST_P(CorrectionTest, ACorrectionOfWhatEveryPageShowsFollowsTheTreeAgain) {
  v1::Post draft = Draft(absl::Minutes(1));
  draft.mutable_audience()->mutable_cascade()->set_follow_tree(true);
  const std::string name = Create(draft).name();
  ASSERT_THAT(Submit(name), IsOk());
  Decide(name, moderation::v1::Review::APPROVED);
  ASSERT_THAT(expander_.Expand(name), IsOk());
  clock_.Advance(absl::Minutes(2));
  Publish(name, "pages/p1");
  Publish(name, "pages/p2");
  Changed(name, "Đã sửa");
  ASSERT_THAT(Correct(name), IsOk());
  EXPECT_EQ(Get(name).expansion().state(), v1::Expansion::DONE);
  registry_.AddPage("pages/p3", "units/xa-1");
  EXPECT_THAT(follower_.Follow(clock_.Now(), {}), IsOkAndHolds(1));
}

TEST_P(CorrectionTest, ALostPageThatTheAudienceLeftOutStaysAway) {
  const v1::Post post = Expanded();
  Publish(post.name(), "pages/p1");
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post.name());
  request.mutable_post()->set_title("Đã sửa");
  *request.mutable_post()->mutable_audience() = post.audience();
  request.mutable_post()->mutable_audience()->mutable_cascade()->set_within(
      "units/xa-1");
  request.mutable_update_mask()->add_paths("title");
  request.mutable_update_mask()->add_paths("audience");
  ASSERT_THAT(posts_.UpdatePost(Context(), request), IsOk());
  ASSERT_THAT(Submit(post.name(), 1), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  const auto corrected = Correct(post.name());
  ASSERT_THAT(corrected, IsOk());
  EXPECT_EQ(corrected->edit_count(), 1);
  EXPECT_EQ(corrected->publication_count(), 0);
}

}  // namespace
}  // namespace loa::content

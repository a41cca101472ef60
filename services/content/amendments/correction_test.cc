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

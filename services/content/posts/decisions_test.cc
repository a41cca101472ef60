#include "services/content/posts/decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/approvals.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using moderation::v1::Review;
using P = v1::Post;

class DecisionsTest : public PostWorld {
 protected:
  std::string Submitted() {
    const P post = Create();
    EXPECT_THAT(Submit(post.name()), IsOk());
    return post.name();
  }
  void Apply(const Review& review) {
    moderation::v1::WatchDecisionsResponse item;
    *item.mutable_review() = review;
    item.set_sequence(++decision_);
    EXPECT_THAT(applier_.Apply(item), IsOk());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, DecisionsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(DecisionsTest, ApproveAndWakeTheExpansion) {
  const std::string post = Submitted();
  pokes_ = 0;
  Decide(post, Review::APPROVED);
  const P approved = Get(post);
  EXPECT_EQ(approved.state(), P::APPROVED);
  EXPECT_EQ(approved.note(), "note of moderation");
  EXPECT_EQ(approved.expansion().state(), v1::Expansion::PENDING);
  EXPECT_EQ(pokes_, 1);
}

TEST_P(DecisionsTest, RejectForGood) {
  const std::string post = Submitted();
  Decide(post, Review::REJECTED);
  EXPECT_EQ(Get(post).state(), P::REJECTED);
  EXPECT_THAT(SetTitle(post, "Mới"), testing::HasReason("POST_NOT_EDITABLE"));
}

TEST_P(DecisionsTest, LetNothingBeginOnceTheApprovalHasEnded) {
  const std::string post = Submitted();
  Review review = ReviewOf(post, Review::APPROVED);
  *review.mutable_approval_expire_time() =
      base::TimestampOf(clock_.Now() + absl::Hours(2));
  Apply(review);
  Publication publication;
  publication.post = post;
  publication.revision = review.revision();
  publication.audience_sha256 = review.audience_sha256();
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    const absl::Time end = clock_.Now() + absl::Hours(2);
    EXPECT_THAT(IsApproved(tx, publication, end - absl::Seconds(1)),
                IsOkAndHolds(true));
    EXPECT_THAT(IsApproved(tx, publication, end), IsOkAndHolds(false));
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DecisionsTest, MakeADraftOfWhatWasNotSentWhenItsApprovalLapsed) {
  const std::string post = Approved().name();
  const Review lapsed = ReviewOf(post, Review::LAPSED);
  Apply(lapsed);
  EXPECT_EQ(Get(post).state(), P::DRAFT);
  const std::string etag = Get(post).etag();
  Apply(lapsed);
  EXPECT_EQ(Get(post).etag(), etag);
  EXPECT_THAT(Submit(post), IsOk());
}

TEST_P(DecisionsTest, TakeBackWhatALookFoundWrong) {
  const std::string post = Approved().name();
  Review withdrawn = ReviewOf(post, Review::WITHDRAWN);
  withdrawn.mutable_look()->set_principal("principals/lan");
  Apply(withdrawn);
  EXPECT_EQ(Get(post).state(), P::WITHDRAWN);
  EXPECT_EQ(Get(post).note(), "note of moderation");
}

TEST_P(DecisionsTest, TakeTheEndOfAnApprovalThatWasMissed) {
  const std::string post = Submitted();
  Apply(ReviewOf(post, Review::WITHDRAWN));
  EXPECT_EQ(Get(post).state(), P::WITHDRAWN);
}

TEST_P(DecisionsTest, SendBackWithFindingsAndNote) {
  const std::string post = Submitted();
  Decide(post, Review::CHANGES_REQUESTED);
  const P sent_back = Get(post);
  EXPECT_EQ(sent_back.state(), P::CHANGES_REQUESTED);
  ASSERT_THAT(sent_back.findings(), SizeIs(1));
  EXPECT_EQ(sent_back.findings(0).rule(), "phone-number");
}

TEST_P(DecisionsTest, ChangeNothingTheSecondTime) {
  const std::string post = Submitted();
  const Review review = ReviewOf(post, Review::APPROVED);
  Apply(review);
  const std::string etag = Get(post).etag();
  pokes_ = 0;
  Apply(review);
  EXPECT_EQ(Get(post).etag(), etag);
  EXPECT_EQ(pokes_, 0);
}

TEST_P(DecisionsTest, CountOnlyForTheVeryInputThatWasReviewed) {
  const std::string post = Submitted();
  for (const auto& spoil : std::vector<std::function<void(Review&)>>{
           [](Review& r) { r.set_input_sha256("other"); },
           [](Review& r) { r.set_revision("posts/x/revisions/9"); },
           [](Review& r) { r.set_content_sha256("other"); },
           [](Review& r) { r.set_audience_sha256("other"); },
           [](Review& r) { r.set_post("posts/x"); }}) {
    Review review = ReviewOf(post, Review::APPROVED);
    spoil(review);
    Apply(review);
    EXPECT_EQ(Get(post).state(), P::IN_REVIEW) << review.ShortDebugString();
  }
}

TEST_P(DecisionsTest, OfATextThatChangedMeanwhileDoNotCount) {
  const std::string post = Submitted();
  const Review review = ReviewOf(post, Review::APPROVED);
  ASSERT_THAT(SetTitle(post, "Mới"), IsOk());
  Apply(review);
  EXPECT_EQ(Get(post).state(), P::DRAFT);
  ASSERT_THAT(Submit(post), IsOk());
  Apply(review);
  EXPECT_EQ(Get(post).state(), P::IN_REVIEW);
}

TEST_P(DecisionsTest, MoveTheCursorWithThem) {
  const auto before = applier_.Cursor();
  ASSERT_THAT(before, IsOk());
  EXPECT_EQ(before->sequence, 0);
  const std::string post = Submitted();
  Decide(post, Review::APPROVED);
  moderation::v1::WatchDecisionsResponse bookmark;
  bookmark.set_sequence(41);
  bookmark.set_history_id("history");
  ASSERT_THAT(applier_.Apply(bookmark), IsOk());
  const auto after = applier_.Cursor();
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->sequence, 41);
  EXPECT_EQ(after->history_id, "history");
}

TEST_P(DecisionsTest, MadeByTheScreeningArriveWithTheReview) {
  desk_.answer = Review::CHANGES_REQUESTED;
  const std::string post = Submitted();
  EXPECT_EQ(Get(post).state(), P::CHANGES_REQUESTED);
  EXPECT_THAT(Get(post).findings(), SizeIs(1));
}

TEST_P(DecisionsTest, OwedCallsAreMadeLaterWhenModerationIsAway) {
  desk_.failure = absl::UnavailableError("away");
  const std::string post = Submitted();
  EXPECT_EQ(Get(post).state(), P::IN_REVIEW);
  EXPECT_THAT(Get(post).review(), IsEmpty());
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.opened, IsEmpty());
  desk_.failure = absl::OkStatus();
  outbox_.DeliverAll(std::stop_token());
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.opened, SizeIs(1));
  EXPECT_NE(Get(post).review(), "");
}

TEST_P(DecisionsTest, OneOwedCallThatFailsDoesNotKeepTheOthersBack) {
  desk_.failure = absl::UnavailableError("away");
  const std::string first = Submitted();
  clock_.Advance(absl::Seconds(1));
  const std::string second = Submitted();
  desk_.failure = absl::OkStatus();
  desk_.refused_post = first;
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(Get(first).review(), IsEmpty());
  EXPECT_NE(Get(second).review(), "");
}

TEST_P(DecisionsTest, AReviewWhoseOpeningIsStillOwedIsOpenedAndVoided) {
  desk_.failure = absl::UnavailableError("away");
  const std::string post = Submitted();
  ASSERT_THAT(SetTitle(post, "Mới"), IsOk());
  desk_.failure = absl::OkStatus();
  outbox_.DeliverAll(std::stop_token());
  ASSERT_THAT(desk_.opened, SizeIs(1));
  EXPECT_THAT(desk_.voided, SizeIs(1));
  EXPECT_EQ(Get(post).state(), P::DRAFT);
  EXPECT_THAT(Get(post).review(), IsEmpty());
}

TEST_P(DecisionsTest, AReviewOfATextThatChangesWhileItIsOpenedIsVoided) {
  const std::string post = Create().name();
  desk_.while_opening = [&] { EXPECT_THAT(SetTitle(post, "Mới"), IsOk()); };
  ASSERT_THAT(Submit(post), IsOk());
  EXPECT_THAT(desk_.voided, IsEmpty());
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.opened, SizeIs(1));
  EXPECT_THAT(desk_.voided, SizeIs(1));
}

TEST_P(DecisionsTest, AReviewThatModerationDoesNotKnowCountsAsVoided) {
  const std::string post = Submitted();
  ASSERT_THAT(SetTitle(post, "Mới"), IsOk());
  desk_.failure = absl::NotFoundError("no review");
  outbox_.DeliverAll(std::stop_token());
  desk_.failure = absl::OkStatus();
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.voided, IsEmpty());
}

}  // namespace
}  // namespace loa::content

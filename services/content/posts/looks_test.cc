#include "services/content/posts/looks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/base/deterministic.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/cancel.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using moderation::v1::Review;
using A = v1::Amendment;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;

constexpr absl::string_view kAuditRows =
    "SELECT principal, resource, unit FROM audit_log"
    " WHERE method = 'loa.moderation.v1.DeskService.RecordLook'"
    " ORDER BY number";

class LooksTest : public AmendmentWorld {
 protected:
  // What moderation says once a superior wanted it back.
  static Review Negative(Review review) {
    review.set_state(Review::WITHDRAWN);
    review.set_note("Sai tên lãnh đạo.");
    review.mutable_look()->set_verdict(Review::WITHDRAW);
    review.mutable_look()->set_principal("principals/huong");
    return review;
  }
  Review NegativeOf(const std::string& post) {
    return Negative(ReviewOf(post, Review::APPROVED));
  }
  void Apply(const Review& review) {
    moderation::v1::WatchDecisionsResponse item;
    *item.mutable_review() = review;
    item.set_sequence(++decision_);
    EXPECT_THAT(applier_.Apply(item), IsOk());
  }
  // "principal resource unit" of each look that the audit log names.
  std::vector<std::string> Audited() {
    std::vector<std::string> all;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kAuditRows));
      for (const sql::Row row : rows) {
        all.push_back(row.Text(0) + " " + row.Text(1) + " " + row.Text(2));
      }
      return absl::OkStatus();
    }),
                IsOk());
    return all;
  }
  std::vector<PublicationState> StatesOf(const std::string& post) {
    std::vector<PublicationState> states;
    for (const Publication& p : PublicationsOf(post)) states.push_back(p.state);
    return states;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LooksTest, testing::kEngines,
                         testing::EngineName);

TEST_P(LooksTest, DeleteOnEveryPageWhatMayNotStay) {
  const v1::Post post = Published();
  const Review look = NegativeOf(post.name());
  Apply(look);
  EXPECT_EQ(Get(post.name()).state(), v1::Post::WITHDRAWN);
  EXPECT_EQ(Get(post.name()).note(), "Sai tên lãnh đạo.");
  const auto amendments = AmendmentsOf(post.name());
  ASSERT_THAT(amendments, SizeIs(2));
  for (const A& amendment : amendments) {
    EXPECT_EQ(amendment.kind(), A::DELETE);
    EXPECT_EQ(amendment.state(), A::WAITING);
    EXPECT_EQ(amendment.principal(), "principals/huong");
    EXPECT_EQ(amendment.reason(),
              "Hậu kiểm (" + look.name() + "): Sai tên lãnh đạo.");
  }
  EXPECT_THAT(Due(), SizeIs(2));
  Do(amendments[0]);
  EXPECT_EQ(Begin(amendments[1]), "");
  EXPECT_EQ(Finish(amendments[1], F::REFUSED), "REFUSED");
  // An outcome a page.
  EXPECT_THAT(StatesOf(post.name()), ElementsAre(P::WITHDRAWN, P::PUBLISHED));
  EXPECT_EQ(AmendmentsOf(post.name())[1].state(), A::REFUSED);
}

TEST_P(LooksTest, StandInTheAuditLogWithWhoLooked) {
  const v1::Post post = Published();
  Apply(NegativeOf(post.name()));
  EXPECT_THAT(Audited(),
              ElementsAre("principals/huong " + post.name() + " units/tinh"));
}

TEST_P(LooksTest, LetNothingOutThatIsHalfSent) {
  const v1::Post post = Expanded();
  const Publication sending = PublicationsOf(post.name())[0];
  Send(sending);
  Apply(NegativeOf(post.name()));
  EXPECT_THAT(StatesOf(post.name()), ElementsAre(P::SENDING, P::CANCELLED));
  EXPECT_TRUE(PublicationsOf(post.name())[0].cancel_wanted);
  EXPECT_EQ(PublicationsOf(post.name())[1].cause, kPostWithdrawn);
  const auto amendments = AmendmentsOf(post.name());
  ASSERT_THAT(amendments, SizeIs(1));
  EXPECT_THAT(Due(), IsEmpty());  // its creation is not settled
  EndSending(sending, F::ACCEPTED);
  ASSERT_THAT(Due(), SizeIs(1));
  Do(amendments[0]);
  EXPECT_THAT(StatesOf(post.name()), ElementsAre(P::WITHDRAWN, P::CANCELLED));
}

TEST_P(LooksTest, DeleteNothingWhereTheAttemptSentNothing) {
  const v1::Post post = Expanded();
  const Publication sending = PublicationsOf(post.name())[0];
  Send(sending);
  Apply(NegativeOf(post.name()));
  EndSending(sending, F::NOT_SENT);
  EXPECT_THAT(StatesOf(post.name()), ElementsAre(P::CANCELLED, P::CANCELLED));
  const auto amendments = AmendmentsOf(post.name());
  ASSERT_THAT(amendments, SizeIs(1));
  EXPECT_EQ(amendments[0].state(), A::VOID);
}

TEST_P(LooksTest, FollowWhatOnePageShowsAndTheOtherWaitsFor) {
  const v1::Post post = Expanded();
  const auto publications = PublicationsOf(post.name());
  Send(publications[0]);
  EndSending(publications[0], F::ACCEPTED);
  Apply(NegativeOf(post.name()));
  EXPECT_THAT(StatesOf(post.name()), ElementsAre(P::PUBLISHED, P::CANCELLED));
  EXPECT_THAT(Due(), SizeIs(1));
}

TEST_P(LooksTest, TakeBackAnAudienceThatWasNotExpandedYet) {
  const v1::Post post = Approved();
  Apply(NegativeOf(post.name()));
  EXPECT_EQ(Get(post.name()).state(), v1::Post::WITHDRAWN);
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(PublicationsOf(post.name()), IsEmpty());
  EXPECT_THAT(Audited(), SizeIs(1));
}

TEST_P(LooksTest, ChangeNothingTheSecondTime) {
  const v1::Post post = Published();
  const Review look = NegativeOf(post.name());
  Apply(look);
  for (const A& amendment : AmendmentsOf(post.name())) Do(amendment);
  const std::string etag = Get(post.name()).etag();
  Apply(look);
  EXPECT_EQ(Get(post.name()).etag(), etag);
  EXPECT_THAT(AmendmentsOf(post.name()), SizeIs(2));
  EXPECT_THAT(Audited(), SizeIs(1));
}

TEST_P(LooksTest, TakeDownWhatPagesStillShowOfATextThatChangedSince) {
  const v1::Post post = Published();
  const Review look = NegativeOf(post.name());
  ASSERT_THAT(SetTitle(post.name(), "Chưa duyệt"), IsOk());
  Apply(look);
  // The new text has a review of its own.
  EXPECT_EQ(Get(post.name()).state(), v1::Post::DRAFT);
  EXPECT_THAT(Due(), SizeIs(2));
  EXPECT_THAT(Audited(), SizeIs(1));
}

TEST_P(LooksTest, LeaveAloneWhatWasCorrectedSince) {
  const v1::Post post = Published();
  const Review look = NegativeOf(post.name());
  Changed(post.name(), "Bà Mai ở phường Hồng Gai");
  ASSERT_THAT(Correct(post.name()), IsOk());
  Do(AmendmentsOf(post.name())[0]);
  Apply(look);
  EXPECT_EQ(Get(post.name()).state(), v1::Post::APPROVED);
  const auto amendments = AmendmentsOf(post.name());
  ASSERT_THAT(amendments, SizeIs(3));
  EXPECT_EQ(amendments[0].state(), A::DONE);
  EXPECT_EQ(amendments[1].state(), A::VOID);  // it would have come too late
  EXPECT_EQ(amendments[2].kind(), A::DELETE);
  EXPECT_EQ(amendments[2].page(), amendments[1].page());
}

TEST_P(LooksTest, KeepTheApprovalThatAnotherTextHas) {
  const v1::Post post = Published();
  const Review look = NegativeOf(post.name());
  Changed(post.name(), "Bà Mai ở phường Hồng Gai");
  Apply(look);
  EXPECT_EQ(Get(post.name()).state(), v1::Post::APPROVED);
  EXPECT_THAT(Due(), SizeIs(2));
}

TEST_P(LooksTest, AtAnUnknownPostChangeNothing) {
  Review look = Negative(Review());
  look.set_post("posts/none");
  Apply(look);
  EXPECT_THAT(Audited(), IsEmpty());
}

// The assignment of an OPEN cascade, adopted with a local part.
class LooksAtLocalPartsTest : public LooksTest {
 protected:
  LooksAtLocalPartsTest() {
    post_ = Asked(v1::Audience::RECOMMENDED, v1::Audience::OPEN);
    EXPECT_THAT(Adopt(Now().name(), "Xã ta."), IsOk());
    const auto& input = desk_.opened.back().input();
    review_.set_name("reviews/part");
    review_.set_post(input.post());
    review_.set_revision(input.revision());
    review_.set_input_sha256(base::HashOf(input));
    review_.set_content_sha256(input.content_sha256());
    review_.set_audience_sha256(input.audience_sha256());
    review_.set_state(Review::APPROVED);
    Apply(review_);
  }
  v1::Assignment Now() { return AssignmentsOf(post_.name())[0]; }
  void Place() {
    EXPECT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOk());
    clock_.Advance(absl::Hours(2));
  }

  v1::Post post_;
  Review review_;
};
INSTANTIATE_TEST_SUITE_P(Engines, LooksAtLocalPartsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(LooksAtLocalPartsTest, TakeDownThePageThatShowsItAlone) {
  Place();
  const Publication p = PublicationsOf(post_.name())[0];
  Send(p);
  EndSending(p, F::ACCEPTED);
  Apply(Negative(review_));
  EXPECT_EQ(Now().local_part().state(), v1::LocalPart::REJECTED);
  EXPECT_EQ(Now().local_part().note(), "Sai tên lãnh đạo.");
  EXPECT_EQ(Get(post_.name()).state(), v1::Post::APPROVED);
  const auto amendments = AmendmentsOf(post_.name());
  ASSERT_THAT(amendments, SizeIs(1));
  EXPECT_EQ(amendments[0].publication(), p.name);
  EXPECT_THAT(Audited(), ElementsAre("principals/huong " + review_.revision() +
                                     " units/xa-1"));
  Apply(Negative(review_));
  EXPECT_THAT(Audited(), SizeIs(1));
}

TEST_P(LooksAtLocalPartsTest, CancelWhatWaits) {
  Place();
  Apply(Negative(review_));
  const Publication p = PublicationsOf(post_.name())[0];
  EXPECT_EQ(p.state, P::CANCELLED);
  EXPECT_EQ(p.cause, kApprovalVoided);
  EXPECT_THAT(AmendmentsOf(post_.name()), IsEmpty());
}

TEST_P(LooksAtLocalPartsTest, KeepItFromBecomingAPublication) {
  Apply(Negative(review_));
  Place();
  EXPECT_THAT(PublicationsOf(post_.name()), IsEmpty());
  EXPECT_EQ(Now().local_part().state(), v1::LocalPart::REJECTED);
  EXPECT_THAT(Audited(), SizeIs(1));
}

}  // namespace
}  // namespace loa::content

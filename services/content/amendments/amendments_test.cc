#include "services/content/amendments/amendments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/content/publications/publication_list.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using A = v1::Amendment;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;

class AmendmentsTest : public AmendmentWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, AmendmentsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AmendmentsTest, AWithdrawalDeletesWhatIsVisibleOnEveryPage) {
  const v1::Post post = Published();
  const auto answer = Withdraw(post.name());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->post().state(), v1::Post::WITHDRAWN);
  EXPECT_EQ(answer->delete_count(), 2);
  EXPECT_EQ(answer->cancelled_count(), 0);
  const auto amendments = AmendmentsOf(post.name());
  ASSERT_THAT(amendments, SizeIs(2));
  for (const A& amendment : amendments) {
    EXPECT_EQ(amendment.kind(), A::DELETE);
    EXPECT_EQ(amendment.state(), A::WAITING);
    EXPECT_EQ(amendment.reason(), "Sai số liệu");
    Do(amendment);
  }
  for (const Publication& p : PublicationsOf(post.name())) {
    EXPECT_EQ(p.state, P::WITHDRAWN);
  }
  EXPECT_THAT(Due(), IsEmpty());
}

TEST_P(AmendmentsTest, AWithdrawalCancelsWhatWaitsAndFollowsWhatIsOnItsWay) {
  const v1::Post post = Expanded();
  auto publications = PublicationsOf(post.name());
  Send(publications[0]);
  const auto answer = Withdraw(post.name());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->cancelled_count(), 1);
  EXPECT_EQ(answer->delete_count(), 1);
  publications = PublicationsOf(post.name());
  EXPECT_EQ(publications[0].state, P::SENDING);
  EXPECT_TRUE(publications[0].cancel_wanted);
  EXPECT_EQ(publications[1].state, P::CANCELLED);
  const A amendment = AmendmentsOf(post.name())[0];
  EXPECT_THAT(Due(), IsEmpty());  // its creation is not settled
  EXPECT_EQ(Begin(amendment), "AMENDMENT_HELD");
  EndSending(publications[0], F::ACCEPTED);
  ASSERT_THAT(Due(), SizeIs(1));
  EXPECT_EQ(Due()[0].platform_post_id(), "pages/p1_1");
  Do(amendment);
  EXPECT_EQ(PublicationsOf(post.name())[0].state, P::WITHDRAWN);
}

TEST_P(AmendmentsTest, AWithdrawalIsVoidWhereNothingBecameVisible) {
  const v1::Post post = Expanded();
  const Publication sending = PublicationsOf(post.name())[0];
  Send(sending);
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  EndSending(sending, F::NOT_SENT);
  EXPECT_EQ(PublicationsOf(post.name())[0].state, P::CANCELLED);
  const A amendment = AmendmentsOf(post.name())[0];
  EXPECT_EQ(amendment.state(), A::VOID);
  EXPECT_EQ(amendment.cause(), kNothingVisible);
}

TEST_P(AmendmentsTest, AWithdrawalRevivesWhenThePostTurnsOutToBeThere) {
  const v1::Post post = Expanded();
  const Publication sending = PublicationsOf(post.name())[0];
  Send(sending);
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  clock_.Advance(options_.attempt_deadline + absl::Seconds(1));
  ASSERT_EQ(settling_.LapseOverdue(clock_.Now()).value_or(-1), 1);
  for (int reading = 1; reading <= 2; ++reading) {
    clock_.Advance(options_.quiet);
    v1::SettleAttemptsRequest request;
    request.set_owner(std::string(kOwner));
    auto& absent = *request.add_readings();
    absent.set_publication(sending.name);
    absent.mutable_partition()->set_partition(
        static_cast<int32_t>(sending.partition));
    absent.mutable_partition()->set_epoch(1);
    absent.set_attempt(1);
    absent.set_sight(v1::SettleAttemptsRequest::ABSENT);
    absent.set_reading(reading);
    ASSERT_THAT(settling_.Settle(Publisher(), request), IsOk());
  }
  EXPECT_EQ(AmendmentsOf(post.name())[0].state(), A::VOID);
  EndSending(sending, F::ACCEPTED);  // its worker was not dead after all
  EXPECT_EQ(AmendmentsOf(post.name())[0].state(), A::WAITING);
  EXPECT_THAT(Due(), SizeIs(1));
}

TEST_P(AmendmentsTest, WithdrawingTwiceWantsEachDeletionOnce) {
  const v1::Post post = Published();
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  EXPECT_THAT(AmendmentsOf(post.name()), SizeIs(2));
}

TEST_P(AmendmentsTest, WithdrawingAgainAsksAgainWhereThePlatformRefused) {
  const v1::Post post = Published();
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  const auto before = AmendmentsOf(post.name());
  Do(before[0]);
  EXPECT_EQ(Begin(before[1]), "");
  EXPECT_EQ(Finish(before[1], F::REFUSED), "REFUSED");
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  const auto after = AmendmentsOf(post.name());
  ASSERT_THAT(after, SizeIs(3));
  EXPECT_EQ(after[2].publication(), before[1].publication());
}

TEST_P(AmendmentsTest, ACorrectionBringsTheNewRevisionToEveryPage) {
  const v1::Post post = Published();
  const v1::Post changed = Changed(post.name(), "Bà Mai ở phường Hồng Gai");
  // Shown already: not once more by itself.
  EXPECT_EQ(changed.expansion().state(), v1::Expansion::NEEDS_NEW_TIME);
  const auto answer = Correct(post.name());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->edit_count(), 2);
  EXPECT_EQ(answer->publication_count(), 0);
  EXPECT_EQ(answer->post().expansion().state(), v1::Expansion::DONE);
  for (const A& amendment : AmendmentsOf(post.name())) {
    EXPECT_EQ(amendment.kind(), A::EDIT);
    EXPECT_EQ(amendment.revision(), changed.revision());
    Do(amendment);
  }
  for (const Publication& p : PublicationsOf(post.name())) {
    EXPECT_EQ(p.state, P::EDITED);
    EXPECT_EQ(p.edited_revision, changed.revision());
    EXPECT_EQ(p.edited_text,
              "Bà Mai ở phường Hồng Gai\n\nBà Mai giúp đỡ hộ nghèo.");
    EXPECT_EQ(p.revision, post.revision());  // the rendition stays
    EXPECT_EQ(ToProto(p).edited().text(), p.edited_text);
  }
  EXPECT_THAT(Correct(post.name()), HasReason("NOTHING_TO_CORRECT"));
}

TEST_P(AmendmentsTest, ACorrectionReachesThePagesWhoseTurnWasLost) {
  const v1::Post post = Expanded();
  const auto publications = PublicationsOf(post.name());
  Send(publications[0]);
  EndSending(publications[0], F::ACCEPTED);
  Changed(post.name(), "Tiêu đề đã sửa");  // cancels the second
  const auto answer = Correct(post.name());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->edit_count(), 1);
  EXPECT_EQ(answer->publication_count(), 1);
  ASSERT_THAT(Correct(post.name()), IsOk());  // again: nothing twice
  EXPECT_THAT(AmendmentsOf(post.name()), SizeIs(1));
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  const auto after = PublicationsOf(post.name());
  ASSERT_THAT(after, SizeIs(3));
  EXPECT_EQ(after[2].page, "pages/p2");
  EXPECT_EQ(after[2].occurrence, 2);
  EXPECT_EQ(after[2].state, P::SCHEDULED);
  EXPECT_EQ(after[2].text, "Tiêu đề đã sửa\n\nBà Mai giúp đỡ hộ nghèo.");
}

TEST_P(AmendmentsTest, ALaterCorrectionTakesThePlaceOfOneThatWaits) {
  const v1::Post post = Published();
  Changed(post.name(), "Lần hai");
  ASSERT_THAT(Correct(post.name()), IsOk());
  // The approval of the second text ends with the change to the third.
  Changed(post.name(), "Lần ba");
  for (const A& amendment : AmendmentsOf(post.name())) {
    EXPECT_EQ(amendment.state(), A::VOID);
    EXPECT_EQ(amendment.cause(), "APPROVAL_VOIDED");
  }
  ASSERT_THAT(Correct(post.name()), IsOk());
  EXPECT_THAT(Due(), SizeIs(2));
}

TEST_P(AmendmentsTest, ACorrectionNeedsAnApprovedRevision) {
  const v1::Post post = Published();
  EXPECT_THAT(SetTitle(post.name(), "Chưa duyệt"), IsOk());
  EXPECT_THAT(Correct(post.name()), HasReason("POST_NOT_APPROVED"));
}

TEST_P(AmendmentsTest, ACorrectionCannotChangeTheLink) {
  const v1::Post post = Published();
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post.name());
  request.mutable_post()->set_link("https://quangninh.gov.vn/khac");
  request.mutable_update_mask()->add_paths("link");
  ASSERT_THAT(posts_.UpdatePost(Context(), request), IsOk());
  ASSERT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  EXPECT_THAT(Correct(post.name()), HasReason("CORRECTION_CHANGES_LINK"));
  EXPECT_THAT(AmendmentsOf(post.name()), IsEmpty());
}

TEST_P(AmendmentsTest, ACorrectionCannotChangeThePhotos) {
  const v1::Post post = Published();
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post.name());
  *request.mutable_post()->add_media() = KeptPhoto("a");
  request.mutable_update_mask()->add_paths("media");
  ASSERT_THAT(posts_.UpdatePost(Context(), request), IsOk());
  ASSERT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  EXPECT_THAT(Correct(post.name()), HasReason("CORRECTION_CHANGES_PHOTOS"));
  EXPECT_THAT(AmendmentsOf(post.name()), IsEmpty());
}

TEST_P(AmendmentsTest, ACorrectionKeepsWhatThePagesPeopleAdded) {
  const v1::Post post = Asked(v1::Audience::RECOMMENDED, v1::Audience::OPEN);
  const v1::Assignment asked = AssignmentsOf(post.name())[0];
  v1::AdoptAssignmentRequest adopt;
  adopt.set_name(asked.name());
  adopt.mutable_local_part()->set_opening_line("Xã ta.");
  *adopt.mutable_local_part()->mutable_photo() = KeptPhoto("xa");
  ASSERT_THAT(assignments_.Adopt(Answering(), adopt), IsOk());
  DecidePart(moderation::v1::Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
  clock_.Advance(absl::Hours(2));
  const Publication p = PublicationsOf(post.name())[0];
  Send(p);
  EndSending(p, F::ACCEPTED);
  Changed(post.name(), "Lần hai");
  ASSERT_THAT(Correct(post.name()), IsOk());
  const auto edits = AmendmentsOf(post.name());
  ASSERT_THAT(edits, SizeIs(1));
  EXPECT_THAT(edits[0].text(), ::testing::StartsWith("Xã ta.\n\nLần hai"));
}

TEST_P(AmendmentsTest, AnApprovalThatLapsesTakesItsCorrectionsWithIt) {
  const v1::Post post = Published();
  Changed(post.name(), "Lần hai");
  ASSERT_THAT(Correct(post.name()), IsOk());
  ASSERT_THAT(Due(), SizeIs(2));
  Decide(post.name(), moderation::v1::Review::LAPSED);
  // Nothing was left to publish: the post stays as it is.
  EXPECT_EQ(Get(post.name()).state(), v1::Post::APPROVED);
  EXPECT_THAT(Due(), IsEmpty());
  for (const A& amendment : AmendmentsOf(post.name())) {
    EXPECT_EQ(amendment.state(), A::VOID);
    EXPECT_EQ(amendment.cause(), "APPROVAL_LAPSED");
  }
  EXPECT_THAT(Correct(post.name()), HasReason("POST_NOT_APPROVED"));
  EXPECT_THAT(Due(), IsEmpty());
}

TEST_P(AmendmentsTest, AWithdrawalOvertakesTheCorrectionsThatWait) {
  const v1::Post post = Published();
  Changed(post.name(), "Lần hai");
  ASSERT_THAT(Correct(post.name()), IsOk());
  const auto edits = AmendmentsOf(post.name());
  EXPECT_EQ(Begin(edits[0]), "");
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  const auto all = AmendmentsOf(post.name());
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_EQ(all[0].state(), A::BEGUN);  // one at a time: it ends first
  EXPECT_EQ(all[1].state(), A::VOID);
  EXPECT_EQ(Begin(all[2]), "AMENDMENT_HELD");
  EXPECT_EQ(Finish(all[0], F::ACCEPTED), "DONE");
  Do(all[2]);
  Do(all[3]);
  for (const Publication& p : PublicationsOf(post.name())) {
    EXPECT_EQ(p.state, P::WITHDRAWN);
  }
}

TEST_P(AmendmentsTest, OnePublicationCanBeTakenDownAlone) {
  const v1::Post post = Published();
  const auto publications = PublicationsOf(post.name());
  v1::WithdrawPublicationRequest request;
  request.set_name(publications[0].name);
  request.set_reason("Nhầm trang");
  const auto amendment = amendments_.WithdrawPublication(Manager(), request);
  ASSERT_THAT(amendment, IsOk());
  Do(*amendment);
  EXPECT_EQ(PublicationsOf(post.name())[0].state, P::WITHDRAWN);
  EXPECT_EQ(PublicationsOf(post.name())[1].state, P::PUBLISHED);
  EXPECT_EQ(Get(post.name()).state(), v1::Post::APPROVED);
  EXPECT_THAT(amendments_.WithdrawPublication(Manager(), request),
              HasReason("PUBLICATION_NOT_WITHDRAWABLE"));
}

TEST_P(AmendmentsTest, ListsNoMoreThanAMessageHolds) {
  const v1::Post post = Published();
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return tx.Exec("UPDATE amendment SET text = $1", std::string(2 << 20, 'a'))
        .status();
  }),
              IsOk());
  EXPECT_THAT(AmendmentsOf(post.name()), SizeIs(1));
  v1::ListAmendmentsRequest request;
  const auto reader =
      Context("principals/minh", options::v1::PERMISSION_READ_POSTS);
  const auto first = amendments_.List(reader, request);
  ASSERT_THAT(first, IsOk());
  request.set_page_token(first->next_page_token());
  const auto second = amendments_.List(reader, request);
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(second->amendments(), SizeIs(1));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_P(AmendmentsTest, ReadsOnlyWhatTheCallerMaySee) {
  const v1::Post post = Published();
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  v1::ListAmendmentsRequest request;
  request.set_page_size(1);
  for (const char* of : {"", post.name().c_str()}) {
    request.set_post(of);
    const auto own = amendments_.List(
        Context("principals/xa", options::v1::PERMISSION_READ_POSTS), request);
    ASSERT_THAT(own, IsOk());
    ASSERT_THAT(own->amendments(), SizeIs(1));
    EXPECT_EQ(own->amendments(0).unit(), "units/xa-1");
    // That of the other unit comes after it, and is nothing to come back for.
    EXPECT_EQ(own->next_page_token(), "");
  }
  request.set_post("posts/other");
  const auto none = amendments_.List(
      Context("principals/xa", options::v1::PERMISSION_READ_POSTS), request);
  ASSERT_THAT(none, IsOk());
  EXPECT_THAT(none->amendments(), IsEmpty());
}

TEST_P(AmendmentsTest, APublicationOfAnotherUnitTakesNoPlaceInAList) {
  Published();
  PublicationList list(*db_, registry_);
  v1::ListPublicationsRequest request;
  request.set_page_size(1);
  const auto own = list.List(
      Context("principals/xa", options::v1::PERMISSION_READ_POSTS), request);
  ASSERT_THAT(own, IsOk());
  ASSERT_THAT(own->publications(), SizeIs(1));
  EXPECT_EQ(own->publications(0).unit(), "units/xa-1");
  EXPECT_EQ(own->next_page_token(), "");
  request.set_within("units/xa-2");
  const auto other = list.List(
      Context("principals/xa", options::v1::PERMISSION_READ_POSTS), request);
  ASSERT_THAT(other, IsOk());
  EXPECT_THAT(other->publications(), IsEmpty());
}

TEST_P(AmendmentsTest, ListsAPageAtATimeWhatTheCallerMaySee) {
  const v1::Post post = Published();
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  v1::ListAmendmentsRequest request;
  request.set_page_size(1);
  auto reader = Context("principals/minh", options::v1::PERMISSION_READ_POSTS);
  const auto first = amendments_.List(reader, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(first->amendments(), SizeIs(1));
  request.set_page_token(first->next_page_token());
  const auto second = amendments_.List(reader, request);
  ASSERT_THAT(second, IsOk());
  ASSERT_THAT(second->amendments(), SizeIs(1));
  EXPECT_NE(first->amendments(0).name(), second->amendments(0).name());
  EXPECT_EQ(second->next_page_token(), "");
  request.Clear();
  reader = Context("principals/xa", options::v1::PERMISSION_READ_POSTS);
  const auto own = amendments_.List(reader, request);
  ASSERT_THAT(own, IsOk());
  ASSERT_THAT(own->amendments(), SizeIs(1));
  EXPECT_EQ(own->amendments(0).unit(), "units/xa-1");
}

}  // namespace
}  // namespace loa::content

#include "services/content/hand/hand_delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/hand/hand_taking.h"
#include "services/content/publications/first_posts.h"
#include "services/content/publications/publications.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::AllOf;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using A = v1::Amendment;
using P = v1::Publication;
using T = v1::HandTask;

constexpr const char* kPermalink = "https://www.facebook.com/1048/posts/77";

// units/xa-1 has a page without a connection besides that with one;
// "principals/xa" writes there.
class HandDeliveryTest : public AmendmentWorld {
 protected:
  HandDeliveryTest() { registry_.AddPageByHand("pages/hand", "units/xa-1"); }

  rpc::RequestContext People(absl::string_view who = "principals/xa") const {
    return Context(who, options::v1::PERMISSION_WRITE_POSTS);
  }
  // A post that is due on all pages.
  v1::Post DuePost() {
    const v1::Post post = Create(Draft(absl::Minutes(1)));
    EXPECT_THAT(Submit(post.name(), 3), IsOk());
    Decide(post.name(), moderation::v1::Review::APPROVED);
    EXPECT_THAT(expander_.Expand(post.name()), IsOk());
    clock_.Advance(absl::Minutes(2));
    return Get(post.name());
  }
  // The same, a task by now. Its publication is the first in order of page.
  Publication Task() {
    post_ = DuePost();
    EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(1));
    return ByHand();
  }
  Publication ByHand() {
    const auto all = PublicationsOf(post_.name());
    EXPECT_EQ(all[0].page, "pages/hand");
    return all[0];
  }
  std::vector<T> Tasks(absl::string_view who = "principals/xa") {
    const auto response = hand_.List(People(who), {});
    EXPECT_THAT(response, IsOk());
    if (!response.ok()) return {};
    return {response->tasks().begin(), response->tasks().end()};
  }
  absl::StatusOr<P> ReportPosted(const std::string& permalink = kPermalink) {
    v1::ReportPostedRequest request;
    request.set_name(ByHand().name);
    request.set_permalink(permalink);
    return hand_.ReportPosted(People(), request);
  }
  absl::StatusOr<P> ReportNotPosted() {
    v1::ReportNotPostedRequest request;
    request.set_name(ByHand().name);
    return hand_.ReportNotPosted(People(), request);
  }
  absl::StatusOr<P> Cancel() {
    v1::CancelPublicationRequest request;
    request.set_name(ByHand().name);
    return publications_.Cancel(Manager(), request);
  }

  HandDelivery hand_{*db_, ids_, registry_};
  HandTaking taking_{*db_, registry_};
  Publications publications_{*db_};
  v1::Post post_;
};
INSTANTIATE_TEST_SUITE_P(Engines, HandDeliveryTest, testing::kEngines,
                         testing::EngineName);

TEST_P(HandDeliveryTest, WhatIsDueOnAPageWithoutAConnectionBecomesATask) {
  const Publication p = Task();
  EXPECT_EQ(p.state, P::BY_HAND);
  EXPECT_TRUE(p.by_hand);
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].kind(), T::PUT_UP);
  EXPECT_EQ(tasks[0].publication(), p.name);
  EXPECT_EQ(tasks[0].text(), "Người tốt việc tốt\n\nBà Mai giúp đỡ hộ nghèo.");
  EXPECT_EQ(tasks[0].page_display_name(), "Trang xã");
  EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(0));
}

TEST_P(HandDeliveryTest, NothingBecomesATaskBeforeItsTimeOrWithoutTheRegister) {
  post_ = Create(Draft(absl::Hours(1)));
  EXPECT_THAT(Submit(post_.name(), 3), IsOk());
  Decide(post_.name(), moderation::v1::Review::APPROVED);
  EXPECT_THAT(expander_.Expand(post_.name()), IsOk());
  EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(0));
  clock_.Advance(absl::Hours(2));
  registry_.GoAway();
  EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(0));
}

TEST_P(HandDeliveryTest, APageThatWasConnectedInTimeIsSentTo) {
  post_ = DuePost();
  registry_.Connect("pages/hand");
  EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(0));
  Send(ByHand());
}

TEST_P(HandDeliveryTest, ATaskStaysOneWhenThePageIsConnectedLater) {
  const Publication p = Task();
  registry_.Connect("pages/hand");
  v1::BeginAttemptsRequest request;
  request.set_owner(std::string(kOwner));
  auto& item = *request.add_attempts();
  item.set_publication(p.name);
  item.set_attempt(1);
  item.mutable_partition()->set_partition(static_cast<int32_t>(p.partition));
  item.mutable_partition()->set_epoch(1);
  const auto response = attempts_.Begin(Publisher(), request);
  ASSERT_THAT(response, IsOk());
  EXPECT_TRUE(response->results(0).has_error());
  EXPECT_EQ(ByHand().state, P::BY_HAND);
}

TEST_P(HandDeliveryTest, NobodySendsToAPageWithoutAConnection) {
  post_ = DuePost();
  const Publication p = ByHand();
  v1::BeginAttemptsRequest request;
  request.set_owner(std::string(kOwner));
  auto& item = *request.add_attempts();
  item.set_publication(p.name);
  item.set_attempt(1);
  item.mutable_partition()->set_partition(static_cast<int32_t>(p.partition));
  item.mutable_partition()->set_epoch(1);
  const auto response = attempts_.Begin(Publisher(), request);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->results(0).error().message(),
              ::testing::HasSubstr("has no connection"));
  EXPECT_EQ(ByHand().state, P::SCHEDULED);
}

TEST_P(HandDeliveryTest, ATaskHoldsNoOrder) {
  Task();
  const Publication first = ByHand();
  registry_.Connect("pages/hand");
  post_ = DuePost();
  Send(ByHand());  // the next post, through the connection
  EXPECT_NE(ByHand().name, first.name);
}

TEST_P(HandDeliveryTest, ThePeopleOfThePageCloseItWithThePermalink) {
  Task();
  const auto reported = ReportPosted();
  ASSERT_THAT(reported, IsOk());
  EXPECT_EQ(reported->state(), P::REPORTED);
  EXPECT_TRUE(reported->by_hand());
  EXPECT_EQ(reported->permalink(), kPermalink);
  EXPECT_EQ(reported->platform_post_id(), "1048_77");
  EXPECT_THAT(Tasks(), IsEmpty());
  EXPECT_THAT(ReportPosted(), IsOk());  // again: nothing new
}

TEST_P(HandDeliveryTest, TheFirstReportOfAPageIsItsFirstPost) {
  Task();
  v1::ReportPostedRequest request;
  request.set_name(ByHand().name);
  request.set_permalink(kPermalink);
  const absl::Time put_up = clock_.Now() - absl::Hours(1);
  *request.mutable_post_time() = base::TimestampOf(put_up);
  ASSERT_THAT(hand_.ReportPosted(People(), request), IsOk());
  std::vector<FirstPost> posts;
  ASSERT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(posts, ListUnrecordedFirstPosts(tx, {0, 1, 2, 3}, 10));
    return absl::OkStatus();
  }),
              IsOk());
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_EQ(posts[0].page, "pages/hand");
  EXPECT_EQ(posts[0].permalink, kPermalink);
  EXPECT_EQ(posts[0].begun_at, put_up);
}

TEST_P(HandDeliveryTest, RefusesAnAddressThatIsNotOfThePage) {
  Task();
  EXPECT_THAT(
      ReportPosted("https://www.facebook.com/2048/posts/77"),
      AllOf(HasReason("PERMALINK_INVALID"), HasMetadata("page", "pages/hand")));
  EXPECT_EQ(ByHand().state, P::BY_HAND);
}

TEST_P(HandDeliveryTest, RefusesAnAddressThatAnotherPublicationHas) {
  Task();
  ASSERT_THAT(ReportPosted(), IsOk());
  post_ = DuePost();
  EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(1));
  EXPECT_THAT(ReportPosted(), HasReason("PLATFORM_POST_TAKEN"));
}

TEST_P(HandDeliveryTest, ACancelWaitsForThePeoplesWord) {
  Task();
  EXPECT_THAT(ReportNotPosted(), HasReason("CANCEL_NOT_WANTED"));
  const auto cancelled = Cancel();
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_EQ(cancelled->state(), P::BY_HAND);
  EXPECT_TRUE(cancelled->cancel_wanted());
  ASSERT_THAT(Tasks(), SizeIs(1));
  EXPECT_TRUE(Tasks()[0].cancel_wanted());
  const auto answer = ReportNotPosted();
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::CANCELLED);
  EXPECT_THAT(Tasks(), IsEmpty());
  EXPECT_THAT(ReportPosted(), HasReason("HAND_TASK_NOT_OPEN"));
}

TEST_P(HandDeliveryTest, ACancelThatCameTooLateBecomesATaskToTakeItDown) {
  Task();
  ASSERT_THAT(Cancel(), IsOk());
  const auto reported = ReportPosted();
  ASSERT_THAT(reported, IsOk());
  EXPECT_EQ(reported->state(), P::REPORTED);
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].kind(), T::TAKE_DOWN);
  EXPECT_EQ(tasks[0].permalink(), kPermalink);
  v1::ReportTakenDownRequest request;
  request.set_name(tasks[0].amendment());
  const auto done = hand_.ReportTakenDown(People(), request);
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->state(), A::DONE);
  EXPECT_EQ(ByHand().state, P::WITHDRAWN);
  EXPECT_THAT(hand_.ReportTakenDown(People(), request), IsOk());
  EXPECT_THAT(Tasks(), IsEmpty());
}

TEST_P(HandDeliveryTest, AWithdrawalEverywhereIsATaskHereAndACallElsewhere) {
  Task();
  ASSERT_THAT(ReportPosted(), IsOk());
  ASSERT_THAT(Withdraw(post_.name()), IsOk());
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].kind(), T::TAKE_DOWN);
  EXPECT_EQ(tasks[0].reason(), "Sai số liệu");
  EXPECT_THAT(Due(), IsEmpty());  // the publisher never does it
}

TEST_P(HandDeliveryTest, AWithdrawalOfWhatWasNotPutUpIsVoid) {
  Task();
  ASSERT_THAT(Withdraw(post_.name()), IsOk());
  ASSERT_THAT(Tasks(), SizeIs(1));
  EXPECT_EQ(Tasks()[0].kind(), T::PUT_UP);
  EXPECT_TRUE(Tasks()[0].cancel_wanted());
  ASSERT_THAT(ReportNotPosted(), IsOk());
  EXPECT_EQ(AmendmentsOf(post_.name())[0].state(), A::VOID);
}

TEST_P(HandDeliveryTest, ACorrectionIsATaskThatKeepsTheProofOfThePost) {
  Task();
  ASSERT_THAT(ReportPosted(), IsOk());
  const v1::Post changed = Get(post_.name());
  EXPECT_THAT(SetTitle(post_.name(), "Đã sửa"), IsOk());
  EXPECT_THAT(Submit(post_.name(), 3), IsOk());
  Decide(post_.name(), moderation::v1::Review::APPROVED);
  ASSERT_THAT(Correct(post_.name()), IsOk());
  const auto tasks = Tasks();
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].kind(), T::EDIT);
  EXPECT_EQ(tasks[0].text(), "Đã sửa\n\nBà Mai giúp đỡ hộ nghèo.");
  v1::ReportTakenDownRequest wrong;
  wrong.set_name(tasks[0].amendment());
  EXPECT_THAT(hand_.ReportTakenDown(People(), wrong),
              HasReason("HAND_TASK_NOT_OPEN"));
  v1::ReportEditedRequest request;
  request.set_name(tasks[0].amendment());
  ASSERT_THAT(hand_.ReportEdited(People(), request), IsOk());
  EXPECT_EQ(ByHand().state, P::REPORTED);
  EXPECT_EQ(ByHand().edited_text, "Đã sửa\n\nBà Mai giúp đỡ hộ nghèo.");
}

TEST_P(HandDeliveryTest, ShowsEachPersonTheTasksOfTheirUnits) {
  Task();
  EXPECT_THAT(Tasks("principals/lan"), SizeIs(1));  // of the whole province
  tree_->Bind("principals/other", options::v1::ROLE_AUTHOR, "units/xa-2");
  EXPECT_THAT(Tasks("principals/other"), IsEmpty());
  v1::ReportPostedRequest request;
  request.set_name(ByHand().name);
  request.set_permalink(kPermalink);
  EXPECT_THAT(hand_.ReportPosted(People("principals/other"), request),
              HasReason("PERMISSION_DENIED"));
  v1::ListHandTasksRequest list;
  list.set_within("units/xa-2");
  const auto none = hand_.List(People("principals/lan"), list);
  ASSERT_THAT(none, IsOk());
  EXPECT_THAT(none->tasks(), IsEmpty());
  list.set_within("units/x");
  EXPECT_THAT(hand_.List(People(), list), HasReason("UNIT_UNKNOWN"));
}

}  // namespace
}  // namespace loa::content

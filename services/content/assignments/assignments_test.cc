#include "services/content/assignments/assignments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/publication_store.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::loa::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using A = v1::Assignment;

class AssignmentsTest : public PostWorld {
 protected:
  // The assignment to the page of units/xa-1.
  A First(const std::string& post) {
    const std::vector<A> all = AssignmentsOf(post);
    EXPECT_THAT(all, SizeIs(2));
    return all.empty() ? A() : all[0];
  }
  absl::StatusOr<v1::ListAssignmentsResponse> List(
      const v1::ListAssignmentsRequest& request,
      absl::string_view principal = "principals/minh") {
    return assignment_reads_.List(
        Context(principal, options::v1::PERMISSION_READ_POSTS), request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, AssignmentsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AssignmentsTest, AreMadeOfACascadeThatAsks) {
  const v1::Post post = Asked();
  EXPECT_EQ(post.expansion().state(), v1::Expansion::DONE);
  EXPECT_EQ(post.expansion().page_count(), 2);
  EXPECT_THAT(PublicationsOf(post.name()), IsEmpty());
  const A first = First(post.name());
  EXPECT_EQ(first.state(), A::PENDING);
  EXPECT_EQ(first.page(), "pages/p1");
  EXPECT_EQ(first.unit(), "units/xa-1");
  EXPECT_EQ(first.occurrence(), 1);
  EXPECT_TRUE(first.answer_asked());
  EXPECT_EQ(first.revision(), post.revision());
  EXPECT_EQ(first.text(), "Người tốt việc tốt\n\nBà Mai giúp đỡ hộ nghèo.");
  EXPECT_EQ(base::TimeOf(first.due_time()),
            base::TimeOf(post.audience().due_time()));
  EXPECT_EQ(base::TimeOf(first.close_time()),
            base::TimeOf(post.audience().due_time()) + absl::Hours(7 * 24));
  EXPECT_FALSE(First(Asked(v1::Audience::OPTIONAL).name()).answer_asked());
}

TEST_P(AssignmentsTest, BecomePublicationsWhenAdopted) {
  const v1::Post post = Asked();
  const auto adopted = Adopt(First(post.name()).name());
  ASSERT_THAT(adopted, IsOk());
  EXPECT_EQ(adopted->state(), A::ADOPTED);
  EXPECT_EQ(adopted->answerer(), "principals/xa");
  EXPECT_EQ(base::TimeOf(adopted->adopt_time()), clock_.Now());
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(1));
  EXPECT_EQ(publications[0].name, adopted->publication());
  EXPECT_EQ(publications[0].page, "pages/p1");
  EXPECT_EQ(publications[0].due_at, base::TimeOf(adopted->due_time()));
  EXPECT_EQ(publications[0].text, adopted->text());
  EXPECT_GT(publications[0].sequence, 0);
  ASSERT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    EXPECT_THAT(IsApproved(tx, publications[0], clock_.Now()),
                IsOkAndHolds(true));
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(AssignmentsTest, AdoptedLateGoBehindWhatHasBegunOnThePage) {
  const v1::Post post = Asked();
  clock_.Advance(absl::Hours(5));
  const absl::Time begun = clock_.Now() + absl::Hours(1);
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(LockPage(tx, "pages/p1").status());
    return NoteBegun(tx, "pages/p1", begun);
  }),
              IsOk());
  const std::vector<A> all = AssignmentsOf(post.name());
  ASSERT_THAT(Adopt(all[0].name()), IsOk());
  ASSERT_THAT(Adopt(all[1].name(), "", "principals/minh"), IsOk());
  const auto publications = PublicationsOf(post.name());
  EXPECT_EQ(publications[0].due_at, begun);
  EXPECT_EQ(publications[1].due_at, clock_.Now());
}

TEST_P(AssignmentsTest, AreAdoptedOnce) {
  const A first = First(Asked().name());
  ASSERT_THAT(Adopt(first.name()), IsOk());
  EXPECT_THAT(Adopt(first.name()), AllOf(HasReason("ASSIGNMENT_NOT_OPEN"),
                                         HasMetadata("state", "ADOPTED")));
  EXPECT_THAT(Decline(first.name()), HasReason("ASSIGNMENT_NOT_OPEN"));
}

TEST_P(AssignmentsTest, AreDeclinedWithAReasonAndMayStillBeAdopted) {
  const v1::Post post = Asked();
  const A first = First(post.name());
  const auto declined = Decline(first.name(), "Đã đăng tin này");
  ASSERT_THAT(declined, IsOk());
  EXPECT_EQ(declined->state(), A::DECLINED);
  EXPECT_EQ(declined->reason(), "Đã đăng tin này");
  EXPECT_THAT(PublicationsOf(post.name()), IsEmpty());
  EXPECT_THAT(Decline(first.name()), HasReason("ASSIGNMENT_NOT_OPEN"));
  const auto adopted = Adopt(first.name());
  ASSERT_THAT(adopted, IsOk());
  EXPECT_THAT(adopted->reason(), IsEmpty());
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(1));
}

TEST_P(AssignmentsTest, ExpireWhenTheCascadeCloses) {
  const v1::Post post = Asked();
  const std::vector<A> all = AssignmentsOf(post.name());
  ASSERT_THAT(Decline(all[1].name(), "Không", "principals/minh"), IsOk());
  clock_.Advance(base::TimeOf(all[0].close_time()) - clock_.Now() -
                 absl::Microseconds(1));
  EXPECT_THAT(rounds_.CloseOverdue(clock_.Now()), IsOkAndHolds(0));
  clock_.Advance(absl::Microseconds(1));
  // Nobody answers after the time, whether the round has come or not.
  EXPECT_THAT(Adopt(all[0].name()), HasReason("ASSIGNMENT_NOT_OPEN"));
  EXPECT_THAT(Decline(all[0].name()), HasReason("ASSIGNMENT_NOT_OPEN"));
  EXPECT_THAT(Adopt(all[1].name(), "", "principals/minh"),
              AllOf(HasReason("ASSIGNMENT_NOT_OPEN"),
                    HasMetadata("state", "DECLINED")));
  EXPECT_THAT(rounds_.CloseOverdue(clock_.Now()), IsOkAndHolds(1));
  EXPECT_EQ(First(post.name()).state(), A::EXPIRED);
  EXPECT_EQ(AssignmentsOf(post.name())[1].state(), A::DECLINED);
}

TEST_P(AssignmentsTest, AreAnsweredByThePeopleOfTheUnitAlone) {
  const std::vector<A> all = AssignmentsOf(Asked().name());
  EXPECT_THAT(Adopt(all[1].name()),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Decline(all[1].name()),
              StatusIs(absl::StatusCode::kPermissionDenied));
  tree_->Bind("principals/doc", options::v1::ROLE_VIEWER, "units/xa-1");
  EXPECT_THAT(Adopt(all[0].name(), "", "principals/doc"),
              StatusIs(absl::StatusCode::kPermissionDenied));
  tree_->Bind("principals/quan", options::v1::ROLE_MANAGER, "units/xa-1");
  EXPECT_THAT(Adopt(all[0].name(), "", "principals/quan"), IsOk());
  EXPECT_THAT(Adopt("assignments/x"),
              AllOf(HasReason("ASSIGNMENT_NOT_FOUND"),
                    HasMetadata("assignment", "assignments/x")));
}

TEST_P(AssignmentsTest, AreAnsweredAsTheyWereRead) {
  const A first = First(Asked().name());
  v1::AdoptAssignmentRequest request;
  request.set_name(first.name());
  request.set_etag("other");
  EXPECT_THAT(assignments_.Adopt(Answering(), request),
              HasReason("ETAG_MISMATCH"));
  request.set_etag(first.etag());
  EXPECT_THAT(assignments_.Adopt(Answering(), request), IsOk());
}

TEST_P(AssignmentsTest, AreVoidedWithTheApproval) {
  const v1::Post post = Asked();
  const std::vector<A> all = AssignmentsOf(post.name());
  ASSERT_THAT(Adopt(all[0].name()), IsOk());
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  EXPECT_EQ(AssignmentsOf(post.name())[0].state(), A::ADOPTED);
  EXPECT_EQ(AssignmentsOf(post.name())[1].state(), A::VOIDED);
  EXPECT_EQ(PublicationsOf(post.name())[0].cause, "APPROVAL_VOIDED");
  EXPECT_THAT(
      Adopt(all[1].name(), "", "principals/minh"),
      AllOf(HasReason("ASSIGNMENT_NOT_OPEN"), HasMetadata("state", "VOIDED")));
}

TEST_P(AssignmentsTest, AreVoidedWhenTheApprovalLapses) {
  const v1::Post post = Asked();
  const moderation::v1::Review review =
      ReviewOf(post.name(), moderation::v1::Review::LAPSED);
  moderation::v1::WatchDecisionsResponse item;
  *item.mutable_review() = review;
  item.set_sequence(++decision_);
  ASSERT_THAT(applier_.Apply(item), IsOk());
  EXPECT_EQ(Get(post.name()).state(), v1::Post::DRAFT);
  EXPECT_EQ(First(post.name()).state(), A::VOIDED);
}

TEST_P(AssignmentsTest, OfANewApprovalAreNewOccurrences) {
  const v1::Post post = Asked();
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  ASSERT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  const std::vector<A> all = AssignmentsOf(post.name());
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_EQ(all[0].state(), A::VOIDED);
  EXPECT_EQ(all[0].text(), First(Asked().name()).text());
  EXPECT_EQ(all[1].state(), A::PENDING);
  EXPECT_EQ(all[1].occurrence(), 2);
  EXPECT_EQ(all[1].text(), "Tiêu đề mới\n\nBà Mai giúp đỡ hộ nghèo.");
}

TEST_P(AssignmentsTest, AreAdoptedInBatchesWithAnAnswerAnItem) {
  const v1::Post one = Asked();
  const v1::Post two = Asked();
  v1::BatchAdoptAssignmentsRequest request;
  request.add_names(First(two.name()).name());
  request.add_names("assignments/x");
  request.add_names(AssignmentsOf(one.name())[1].name());  // not of units/xa-1
  request.add_names(First(one.name()).name());
  request.set_request_id("6f1d3c2a-0000-4000-8000-000000000001");
  const auto response = assignments_.BatchAdopt(Answering(), request);
  ASSERT_THAT(response, IsOk());
  ASSERT_THAT(response->results(), SizeIs(4));
  EXPECT_EQ(response->results(0).assignment().state(), A::ADOPTED);
  EXPECT_THAT(status::FromRpcStatus(response->results(1).error()),
              HasReason("ASSIGNMENT_NOT_FOUND"));
  EXPECT_THAT(status::FromRpcStatus(response->results(2).error()),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(response->results(3).assignment().state(), A::ADOPTED);
  EXPECT_THAT(PublicationsOf(one.name()), SizeIs(1));
  EXPECT_THAT(PublicationsOf(two.name()), SizeIs(1));
  // A repeat gets the first answers.
  EXPECT_THAT(assignments_.BatchAdopt(Answering(), request),
              IsOkAndHolds(testing::EqualsProto(*response)));
}

TEST_P(AssignmentsTest, AreListedByUnitPostAndState) {
  const v1::Post one = Asked();
  const v1::Post two = Asked();
  ASSERT_THAT(Adopt(First(one.name()).name()), IsOk());
  const auto pages = [&](const v1::ListAssignmentsRequest& request,
                         absl::string_view who = "principals/minh") {
    std::vector<std::string> pages;
    const auto list = List(request, who);
    EXPECT_THAT(list, IsOk());
    if (!list.ok()) return pages;
    for (const A& a : list->assignments()) pages.push_back(a.page());
    return pages;
  };
  v1::ListAssignmentsRequest request;
  EXPECT_THAT(pages(request), SizeIs(4));
  // Only what the caller may see.
  EXPECT_THAT(pages(request, "principals/xa"),
              ElementsAre("pages/p1", "pages/p1"));
  request.set_within("units/xa-2");
  EXPECT_THAT(pages(request), ElementsAre("pages/p2", "pages/p2"));
  request.set_state(A::ADOPTED);
  EXPECT_THAT(pages(request), IsEmpty());
  request.set_within("units/huyen");
  EXPECT_THAT(pages(request), ElementsAre("pages/p1"));
  request.set_post(two.name());
  EXPECT_THAT(pages(request), IsEmpty());
  request.set_within("units/x");
  EXPECT_THAT(List(request), HasReason("UNIT_UNKNOWN"));
}

TEST_P(AssignmentsTest, AreListedPageByPage) {
  Asked();
  Asked();
  v1::ListAssignmentsRequest request;
  request.set_page_size(3);
  const auto first = List(request);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(first->assignments(), SizeIs(3));
  request.set_page_token(first->next_page_token());
  const auto second = List(request);
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(second->assignments(), SizeIs(1));
  EXPECT_THAT(second->next_page_token(), IsEmpty());
  request.set_state(A::ADOPTED);
  EXPECT_THAT(List(request), HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(AssignmentsTest, AreReadByThoseWhoMaySeeTheUnit) {
  const std::vector<A> all = AssignmentsOf(Asked().name());
  v1::GetAssignmentRequest request;
  const auto get = [&](const std::string& name) {
    request.set_name(name);
    return assignment_reads_.Get(
        Context("principals/xa", options::v1::PERMISSION_READ_POSTS), request);
  };
  EXPECT_THAT(get(all[0].name()), IsOkAndHolds(testing::EqualsProto(all[0])));
  EXPECT_THAT(get(all[1].name()),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(get("assignments/x"), HasReason("ASSIGNMENT_NOT_FOUND"));
}

TEST_P(AssignmentsTest, OfAPostThatLostItsApprovalAreNotAdopted) {
  const v1::Post post = Asked();
  // As after a state that cannot be: the approval is for another revision.
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    return tx
        .Exec("UPDATE post SET audience_sha256 = 'other' WHERE post = $1",
              post.name())
        .status();
  }),
              IsOk());
  EXPECT_THAT(Adopt(First(post.name()).name()), HasReason("POST_NOT_APPROVED"));
}

}  // namespace
}  // namespace loa::content

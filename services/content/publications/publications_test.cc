#include "services/content/publications/publications.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_figures.h"
#include "services/content/publications/publication_list.h"
#include "services/content/testing/dispatch_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::AllOf;
using ::testing::Contains;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;
using S = v1::SettleAttemptsRequest;

class PublicationsTest : public DispatchWorld {
 protected:
  // A manager of `unit` and all below it.
  rpc::RequestContext Manager(absl::string_view unit = "units/tinh") {
    auto view = std::make_shared<testing::TreeView>();
    view->Add("units/tinh", "");
    view->Add("units/huyen", "units/tinh");
    view->Add("units/xa", "units/huyen");
    view->Add("units/khac", "units/huyen");
    view->Bind("principals/an", options::v1::ROLE_MANAGER, std::string(unit));
    rpc::RequestContext context = Context("principals/an");
    context.access = auth::Access(view, context.principal,
                                  options::v1::PERMISSION_MANAGE_PUBLICATIONS);
    return context;
  }
  absl::StatusOr<P> Cancel(absl::string_view name,
                           absl::string_view etag = "") {
    v1::CancelPublicationRequest request;
    request.set_name(std::string(name));
    request.set_etag(std::string(etag));
    return publications_.Cancel(Manager(), request);
  }
  absl::StatusOr<P> Adopt(absl::string_view name, absl::string_view post_id) {
    v1::AdoptPublicationRequest request;
    request.set_name(std::string(name));
    request.set_platform_post_id(std::string(post_id));
    return publications_.Adopt(Manager(), request);
  }
  absl::StatusOr<P> SendAgain(absl::string_view name) {
    v1::SendPublicationAgainRequest request;
    request.set_name(std::string(name));
    return publications_.SendAgain(Manager(), request);
  }
  absl::StatusOr<P> Drop(absl::string_view name) {
    v1::DropPublicationRequest request;
    request.set_name(std::string(name));
    return publications_.Drop(Manager(), request);
  }
  // Sent with an unknown outcome, read twice, not there.
  void MakeNeedAttention(absl::string_view name) {
    MakeUnknown(name);
    clock_.Advance(options_.quiet);
    EXPECT_EQ(Settle(name, S::ABSENT), "UNKNOWN");
    clock_.Advance(options_.quiet);
    EXPECT_EQ(Settle(name, S::ABSENT), "NEEDS_ATTENTION");
  }

  Publications publications_{*db_};
  PublicationList list_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, PublicationsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(PublicationsTest, ACancelledPublicationIsNeverBegun) {
  Schedule("publications/a", "pages/1");
  const auto answer = Cancel("publications/a");
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::CANCELLED);
  EXPECT_EQ(answer->cause(), kRequested);
  EXPECT_EQ(Begin("publications/a"), "NOT_SCHEDULED");
  EXPECT_THAT(Cancel("publications/a"), IsOk());
}

TEST_P(PublicationsTest, ACancelWhileSendingIsGrantedWhenNothingWasSent) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  const auto answer = Cancel("publications/a");
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::SENDING);
  EXPECT_TRUE(answer->cancel_wanted());
  EXPECT_EQ(Finish("publications/a", F::NOT_SENT), "CANCELLED");
  EXPECT_EQ(Get("publications/a").cause, kRequested);
}

TEST_P(PublicationsTest, ACancelWhileSendingYieldsToAPostThatIsThere) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_THAT(Cancel("publications/a"), IsOk());
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  EXPECT_THAT(Cancel("publications/a"),
              AllOf(HasReason("PUBLICATION_NOT_CANCELLABLE"),
                    HasMetadata("state", "PUBLISHED")));
}

TEST_P(PublicationsTest, ACancelWhileUnknownWaitsForTheReadings) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  const auto answer = Cancel("publications/a");
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::UNKNOWN);
  EXPECT_EQ(Begin("publications/a", 2), "CANCEL_WANTED");
  clock_.Advance(options_.quiet);
  EXPECT_EQ(Settle("publications/a", S::ABSENT), "UNKNOWN");
  clock_.Advance(options_.quiet);
  EXPECT_EQ(Settle("publications/a", S::ABSENT), "CANCELLED");
}

TEST_P(PublicationsTest, OfACancelAndABeginThatRaceExactlyOneWins) {
  for (int round = 0; round < 10; ++round) {
    const std::string name = Schedule(absl::StrCat("publications/r", round),
                                      absl::StrCat("pages/", round));
    std::string begun;
    std::thread other([&] { begun = Begin(name); });
    const auto cancelled = Cancel(name);
    other.join();
    ASSERT_THAT(cancelled, IsOk());
    if (cancelled->state() == P::CANCELLED) {
      EXPECT_EQ(begun, "NOT_SCHEDULED");
      EXPECT_EQ(Get(name).state, P::CANCELLED);
    } else {
      EXPECT_EQ(begun, "");
      EXPECT_EQ(Get(name).state, P::SENDING);
      EXPECT_TRUE(Get(name).cancel_wanted);
    }
  }
}

TEST_P(PublicationsTest, AVoidedApprovalCancelsAllThatMayStillAppear) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
    return CancelAllOf(tx, "posts/of-a", kApprovalVoided, "principals/an",
                       clock_.Now());
  }),
              IsOk());
  EXPECT_EQ(Get("publications/a").state, P::CANCELLED);
  EXPECT_EQ(Get("publications/a").cause, kApprovalVoided);
}

TEST_P(PublicationsTest, PeopleSettleOnlyWhatNeedsAttention) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Adopt("publications/a", "1_2"),
              HasReason("ATTENTION_NOT_NEEDED"));
  EXPECT_THAT(SendAgain("publications/a"), HasReason("ATTENTION_NOT_NEEDED"));
  EXPECT_THAT(Drop("publications/a"), HasReason("ATTENTION_NOT_NEEDED"));
  EXPECT_THAT(Drop("publications/none"), HasReason("PUBLICATION_NOT_FOUND"));
}

TEST_P(PublicationsTest, AnAdoptedPublicationIsPublished) {
  Schedule("publications/a", "pages/1");
  MakeNeedAttention("publications/a");
  const auto answer = Adopt("publications/a", "1_2");
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::PUBLISHED);
  EXPECT_EQ(answer->platform_post_id(), "1_2");
}

TEST_P(PublicationsTest, APostOfAnotherPublicationCannotBeAdopted) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  Schedule("publications/b", "pages/1");
  MakeNeedAttention("publications/b");
  EXPECT_THAT(Adopt("publications/b", "1_2"),
              AllOf(HasReason("PLATFORM_POST_TAKEN"),
                    HasMetadata("publication", "publications/a")));
}

TEST_P(PublicationsTest, SentAgainItGoesBehindWhatWasBegunOnThePage) {
  Schedule("publications/a", "pages/1");
  MakeNeedAttention("publications/a");
  Schedule("publications/b", "pages/1");
  EXPECT_EQ(Begin("publications/b"), "");
  const auto answer = SendAgain("publications/a");
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::SCHEDULED);
  EXPECT_GE(Get("publications/a").due_at, Get("publications/b").due_at);
  EXPECT_EQ(Begin("publications/a", 2), "PAGE_HELD");
  EXPECT_EQ(Finish("publications/b", F::ACCEPTED, 1, "1_3"), "PUBLISHED");
  EXPECT_EQ(Begin("publications/a", 2), "");
}

TEST_P(PublicationsTest, ItIsNotSentAgainBeforeItsAbsenceIsProven) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  clock_.Advance(options_.unreadable_limit);
  EXPECT_EQ(Settle("publications/a", S::UNREADABLE), "NEEDS_ATTENTION");
  EXPECT_THAT(
      SendAgain("publications/a"),
      AllOf(HasReason("ABSENCE_NOT_PROVEN"), HasMetadata("absent_reads", "0")));
}

TEST_P(PublicationsTest, ItIsNotSentAgainWithoutAnApproval) {
  Schedule("publications/a", "pages/1");
  MakeNeedAttention("publications/a");
  Approve("posts/of-a", false);
  EXPECT_THAT(SendAgain("publications/a"), HasReason("POST_NOT_APPROVED"));
}

TEST_P(PublicationsTest, ADroppedPublicationHasFailed) {
  Schedule("publications/a", "pages/1");
  MakeNeedAttention("publications/a");
  const auto answer = Drop("publications/a");
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), P::FAILED);
  EXPECT_EQ(answer->cause(), "DROPPED");
}

TEST_P(PublicationsTest, AStaleEtagIsRefused) {
  Schedule("publications/a", "pages/1");
  const std::string etag = EtagOf(Get("publications/a"));
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_THAT(Cancel("publications/a", etag), HasReason("ETAG_MISMATCH"));
}

TEST_P(PublicationsTest, AManagerOfAnotherUnitCancelsNothing) {
  Schedule("publications/a", "pages/1");
  v1::CancelPublicationRequest request;
  request.set_name("publications/a");
  EXPECT_THAT(publications_.Cancel(Manager("units/khac"), request),
              HasReason("PERMISSION_DENIED"));
  EXPECT_EQ(Get("publications/a").state, P::SCHEDULED);
}

TEST_P(PublicationsTest, ATimelineTellsTheReconciliation) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_2"}), "PUBLISHED");
  v1::GetTimelineRequest request;
  request.set_name("publications/a");
  const auto timeline = publications_.Timeline(Manager(), request);
  ASSERT_THAT(timeline, IsOk());
  const v1::TimelineEvent& last = timeline->events(timeline->events_size() - 1);
  EXPECT_EQ(last.kind(), "READ_FOUND");
  EXPECT_EQ(last.state(), P::PUBLISHED);
  EXPECT_EQ(last.evidence(), "3 posts read");
}

TEST_P(PublicationsTest, TheTotalIsTheSumOverAllStates) {
  for (int i = 0; i < 5; ++i) {
    Schedule(absl::StrCat("publications/", i), absl::StrCat("pages/", i));
  }
  EXPECT_THAT(Cancel("publications/0"), IsOk());
  EXPECT_EQ(Begin("publications/1"), "");
  const auto counts = list_.Count(Manager(), {});
  ASSERT_THAT(counts, IsOk());
  EXPECT_EQ(counts->total(), 5);
  int sum = 0;
  for (const auto& state : counts->by_state()) sum += state.count();
  EXPECT_EQ(sum, 5);
  ASSERT_EQ(counts->by_kind_size(), 1);
  EXPECT_EQ(counts->by_kind(0).kind(), "ARTICLE");
  EXPECT_EQ(list_.Count(Manager("units/khac"), {})->total(), 0);
}

// A tree in which nobody holds anything.
class BareTree : public auth::AccessSource {
 public:
  BareTree() {
    view_->Add("units/tinh", "");
    view_->Add("units/huyen", "units/tinh");
  }
  std::shared_ptr<const auth::AccessView> Current() const override {
    return view_;
  }

 private:
  const std::shared_ptr<testing::TreeView> view_ =
      std::make_shared<testing::TreeView>();
};

// metrics has no role, and has checked its caller itself.
TEST_P(PublicationsTest, AreCountedForMetricsWhereverTheyAre) {
  Schedule("publications/a", "pages/1");
  BareTree tree;
  PublicationFigures figures(list_, tree);
  v1::ReadPublicationFiguresRequest request;
  request.set_within("units/tinh");
  const auto counts = figures.Read(Context("principals/metrics"), request);
  ASSERT_THAT(counts, IsOk());
  EXPECT_EQ(counts->total(), 1);
}

TEST_P(PublicationsTest, ListsPageByPageInOrderOfCreation) {
  for (int i = 0; i < 5; ++i) {
    Schedule(absl::StrCat("publications/", 9 - i), absl::StrCat("pages/", i));
  }
  v1::ListPublicationsRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = list_.List(Manager(), request);
    ASSERT_THAT(page, IsOk());
    for (const auto& one : page->publications()) names.push_back(one.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ::testing::ElementsAre("publications/9", "publications/8",
                                            "publications/7", "publications/6",
                                            "publications/5"));
}

TEST_P(PublicationsTest, AListEndsAPageBeforeItIsTooLargeForAMessage) {
  Schedule("publications/a", "pages/1");
  Schedule("publications/b", "pages/2");
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return tx
        .Exec("UPDATE publication SET text = $1", std::string(2 << 20, 'a'))
        .status();
  }),
              IsOk());
  v1::ListPublicationsRequest request;
  const auto first = list_.List(Manager(), request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->publications_size(), 1);
  request.set_page_token(first->next_page_token());
  const auto second = list_.List(Manager(), request);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->publications_size(), 1);
  EXPECT_NE(first->publications(0).name(), second->publications(0).name());
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_P(PublicationsTest, ATokenOfAnotherListIsRefused) {
  for (int i = 0; i < 3; ++i) {
    Schedule(absl::StrCat("publications/", i), absl::StrCat("pages/", i));
  }
  v1::ListPublicationsRequest request;
  request.set_page_size(1);
  const auto page = list_.List(Manager(), request);
  ASSERT_THAT(page, IsOk());
  request.set_page_token(page->next_page_token());
  request.set_page("pages/1");
  EXPECT_THAT(list_.List(Manager(), request), HasReason("PAGE_TOKEN_INVALID"));
  request.set_page_token("x");
  EXPECT_THAT(list_.List(Manager(), request), HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(PublicationsTest, ARepeatedCancelIsAnsweredAsTheFirst) {
  Schedule("publications/a", "pages/1");
  v1::CancelPublicationRequest request;
  request.set_name("publications/a");
  request.set_request_id("0d6f6d2a-1111-4222-8333-444455556666");
  const auto first = publications_.Cancel(Manager(), request);
  ASSERT_THAT(first, IsOk());
  const auto again = publications_.Cancel(Manager(), request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->etag(), first->etag());
  request.set_note("another");
  EXPECT_THAT(publications_.Cancel(Manager(), request),
              HasReason("REQUEST_ID_REUSED"));
}

TEST_P(PublicationsTest, AListWithinAnUnknownUnitIsRefused) {
  v1::ListPublicationsRequest request;
  request.set_within("units/none");
  EXPECT_THAT(list_.List(Manager(), request), HasReason("UNIT_UNKNOWN"));
}

}  // namespace
}  // namespace loa::content

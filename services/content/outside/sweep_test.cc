#include "services/content/outside/sweep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/queue/partition.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/hand/hand_delivery.h"
#include "services/content/hand/hand_taking.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/outside/outside_posts.h"
#include "services/content/publications/publication_store.h"
#include "services/content/sources/source_rows.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using P = v1::Publication;
using R = v1::RecordOutsidePostsRequest;

// The pages of AmendmentWorld, swept; pages/p1 is of units/xa-1.
class SweepTest : public AmendmentWorld {
 protected:
  std::vector<std::string> DuePages() {
    v1::ListDueSweepsRequest request;
    request.set_owner(std::string(kOwner));
    for (int p = 0; p < 4; ++p) {
      request.add_held()->set_partition(p);
      request.mutable_held(p)->set_epoch(1);
    }
    due_ = sweep_.List(Publisher(), request);
    EXPECT_THAT(due_, IsOk());
    std::vector<std::string> pages;
    for (const auto& due : due_->due()) pages.push_back(due.page());
    return pages;
  }
  R Request(const std::string& page = "pages/p1") {
    R request;
    request.set_owner(std::string(kOwner));
    request.set_page(page);
    request.mutable_partition()->set_partition(queue::PartitionOf(page, 4));
    request.mutable_partition()->set_epoch(1);
    *request.mutable_sweep_time() = base::TimestampOf(clock_.Now());
    request.set_end(R::COMPLETE);
    return request;
  }
  R::Seen& Add(R& request, const std::string& id, const std::string& text,
               const std::string& link = "") {
    R::Seen& seen = *request.add_posts();
    seen.set_platform_post_id(id);
    seen.set_text(text);
    seen.set_link(link);
    seen.set_permalink(absl::StrCat("https://www.facebook.com/", id));
    *seen.mutable_post_time() = base::TimestampOf(clock_.Now());
    return seen;
  }
  v1::RecordOutsidePostsResponse Record(const R& request) {
    const auto response = sweep_.Record(Publisher(), request);
    EXPECT_THAT(response, IsOk());
    return response.ok() ? *response : v1::RecordOutsidePostsResponse();
  }
  // One post on pages/p1.
  v1::RecordOutsidePostsResponse See(const std::string& id,
                                     const std::string& text,
                                     const std::string& link = "") {
    R request = Request();
    Add(request, id, text, link);
    return Record(request);
  }
  std::vector<std::string> Adopted() {
    const auto response = outside_.List(Reader(), {});
    EXPECT_THAT(response, IsOk());
    std::vector<std::string> ids;
    for (const auto& post : response->posts()) {
      ids.push_back(post.platform_post_id());
    }
    return ids;
  }
  std::vector<v1::PageAlert> Alerts() {
    const auto response = outside_.ListAlerts(Reader(), {});
    EXPECT_THAT(response, IsOk());
    return {response->alerts().begin(), response->alerts().end()};
  }
  rpc::RequestContext Reader() const {
    return Context("principals/minh", options::v1::PERMISSION_READ_POSTS);
  }

  Sweep sweep_{*db_, ids_, registry_, options_};
  OutsidePosts outside_{*db_, registry_};
  absl::StatusOr<v1::ListDueSweepsResponse> due_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SweepTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SweepTest, EveryConnectedPageIsDueOnceADay) {
  registry_.AddPageByHand("pages/hand", "units/xa-1");
  registry_.AddPage("pages/broken", "units/xa-1", "PAGE_NOT_CONNECTED");
  EXPECT_THAT(DuePages(), ElementsAre("pages/p1", "pages/p2"));
  EXPECT_EQ(base::TimeOf(due_->due(0).since_time()),
            clock_.Now() - options_.first_sweep);
  const absl::Time swept = clock_.Now();
  Record(Request("pages/p1"));
  EXPECT_THAT(DuePages(), ElementsAre("pages/p2"));
  clock_.Advance(options_.sweep_every);
  EXPECT_THAT(DuePages(), ElementsAre("pages/p1", "pages/p2"));
  EXPECT_EQ(base::TimeOf(due_->due(0).since_time()), swept - absl::Minutes(15));
}

TEST_P(SweepTest, APageThatCouldNotBeReadIsReadAgainSoonFromWhereItWas) {
  DuePages();
  const absl::Time swept = clock_.Now();
  Record(Request());
  clock_.Advance(options_.sweep_every);
  R failed = Request();
  failed.set_end(R::UNREADABLE);
  Record(failed);
  EXPECT_THAT(DuePages(), ElementsAre("pages/p2"));
  clock_.Advance(options_.sweep_every / 24);
  EXPECT_THAT(DuePages(), ElementsAre("pages/p1", "pages/p2"));
  EXPECT_EQ(base::TimeOf(due_->due(0).since_time()), swept - absl::Minutes(15));
}

TEST_P(SweepTest, PartsOfAListingDoNotEndTheSweep) {
  R request = Request();
  request.set_end(R::MORE);
  Add(request, "1_9", "first part");
  EXPECT_EQ(Record(request).adopted_count(), 1);
  EXPECT_THAT(DuePages(), ElementsAre("pages/p1", "pages/p2"));
}

TEST_P(SweepTest, AdoptsWhatLoaDidNotSendOnce) {
  EXPECT_EQ(See("1_9", "Chào buổi sáng").adopted_count(), 1);
  EXPECT_EQ(See("1_9", "Chào buổi sáng").adopted_count(), 0);
  EXPECT_THAT(Adopted(), ElementsAre("1_9"));
  const auto count = outside_.Count(Reader(), {});
  ASSERT_THAT(count, IsOk());
  EXPECT_EQ(count->total(), 1);
  ASSERT_THAT(count->by_page(), SizeIs(1));
  EXPECT_EQ(count->by_page(0).page(), "pages/p1");
}

TEST_P(SweepTest, TellsWatchersAsWellAndOnceWhatHistoryHas) {
  See("1_9", "Chào buổi sáng\nHôm nay");
  std::vector<PastPostRow> past;
  ASSERT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(past, FindPastPosts(tx, "pages/p1", "1_9", ""));
    return absl::OkStatus();
  }),
              IsOk());
  ASSERT_THAT(past, SizeIs(1));
  EXPECT_EQ(past[0].origin, "OUTSIDE");
  EXPECT_EQ(past[0].title, "Chào buổi sáng");
  EXPECT_EQ(past[0].kind, "UNKNOWN");
  PastPostRow imported = past[0];
  imported.name = "pastPosts/imported";
  imported.platform_post_id = "1_10";
  imported.permalink.clear();
  ASSERT_THAT(
      db_->Write([&](sql::Tx& tx) { return SavePastPost(tx, imported); }),
      IsOk());
  EXPECT_EQ(See("1_10", "Đã nhập").adopted_count(), 0);
}

TEST_P(SweepTest, NeverAdoptsOurOwn) {
  const v1::Post post = Published();
  const Publication p = PublicationsOf(post.name())[0];
  const auto response = See(p.platform_post_id, "edited by somebody");
  EXPECT_EQ(response.adopted_count(), 0);
  EXPECT_THAT(Adopted(), IsEmpty());
}

TEST_P(SweepTest, LeavesAloneWhatMatchesOneWhoseOutcomeIsNotKnown) {
  const v1::Post post = Expanded();
  const Publication p = PublicationsOf(post.name())[0];
  Send(p);  // SENDING
  EXPECT_EQ(See("1_9", p.text + "\n").left_alone_count(), 1);
  EndSending(p, v1::FinishAttemptsRequest::OUTCOME_UNKNOWN);
  EXPECT_EQ(See("1_9", p.text).left_alone_count(), 1);
  EXPECT_THAT(Adopted(), IsEmpty());
  EXPECT_EQ(See("1_10", "another text").adopted_count(), 1);
}

TEST_P(SweepTest, KnowsOursByAPhotoThatWasPreparedWhateverItsText) {
  const v1::Post post = Expanded();
  const Publication p = PublicationsOf(post.name())[0];
  Send(p, {"900001"});
  EndSending(p, v1::FinishAttemptsRequest::OUTCOME_UNKNOWN);
  R request = Request();
  Add(request, "1_9", "").add_photo_ids("900001");
  Add(request, "1_10", "").add_photo_ids("900002");
  const auto response = Record(request);
  EXPECT_EQ(response.left_alone_count(), 1);
  EXPECT_EQ(response.adopted_count(), 1);
  EXPECT_THAT(Adopted(), ElementsAre("1_10"));
}

TEST_P(SweepTest, GivesBackWhatTurnsOutToBeOurs) {
  const v1::Post post = Expanded();
  const Publication p = PublicationsOf(post.name())[0];
  // Seen before its attempt is known, by a text that the platform changed.
  EXPECT_EQ(See(p.page + "_1", "rewritten").adopted_count(), 1);
  Send(p);
  EndSending(p, v1::FinishAttemptsRequest::ACCEPTED);
  EXPECT_THAT(Adopted(), IsEmpty());
}

TEST_P(SweepTest, RefusesWhoDoesNotHoldThePartition) {
  R request = Request();
  request.mutable_partition()->set_epoch(7);
  EXPECT_THAT(sweep_.Record(Publisher(), request), HasReason("EPOCH_STALE"));
  request = Request();
  request.mutable_partition()->set_partition(
      (request.partition().partition() + 1) % 4);
  EXPECT_THAT(sweep_.Record(Publisher(), request), HasReason("EPOCH_STALE"));
}

TEST_P(SweepTest, ProvesWhatPeopleReported) {
  registry_.AddPageByHand("pages/hand", "units/xa-1");
  const v1::Post post = Create(Draft(absl::Minutes(1)));
  EXPECT_THAT(Submit(post.name(), 3), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  clock_.Advance(absl::Minutes(2));
  HandTaking taking(*db_, registry_);
  ASSERT_THAT(taking.RunOnce(clock_.Now()), IsOk());
  HandDelivery hand(*db_, ids_, registry_);
  v1::ReportPostedRequest report;
  report.set_name(PublicationsOf(post.name())[0].name);
  report.set_permalink("https://m.facebook.com/1048/posts/pfbid0x?ref=a");
  ASSERT_THAT(hand.ReportPosted(
                  Context("principals/xa", options::v1::PERMISSION_WRITE_POSTS),
                  report),
              IsOk());
  registry_.Connect("pages/hand");
  R request = Request("pages/hand");
  Add(request, "1048_77", "as the page's people wrote it")
      .set_permalink("https://www.facebook.com/1048/posts/pfbid0x");
  EXPECT_EQ(Record(request).proven_count(), 1);
  const Publication p = PublicationsOf(post.name())[0];
  EXPECT_EQ(p.state, P::PROVEN);
  EXPECT_TRUE(p.by_hand);
  EXPECT_EQ(p.platform_post_id, "1048_77");
  const auto again = Record(request);  // it is ours now
  EXPECT_EQ(again.proven_count() + again.adopted_count(), 0);
}

TEST_P(SweepTest, ABurstOfPostsRaisesOneAlertThatCounts) {
  for (int i = 0; i < 5; ++i) {
    See(absl::StrCat("1_", i), absl::StrCat("tin ", i));
  }
  EXPECT_THAT(Alerts(), IsEmpty());
  See("1_5", "tin 5");
  See("1_6", "tin 6");
  const auto alerts = Alerts();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].kind(), "OUTSIDE_BURST");
  EXPECT_EQ(alerts[0].page(), "pages/p1");
  EXPECT_EQ(alerts[0].unit(), "units/xa-1");
  EXPECT_EQ(alerts[0].count(), 2);
}

TEST_P(SweepTest, PostsOverADayAreNoBurst) {
  for (int i = 0; i < 12; ++i) {
    See(absl::StrCat("1_", i), absl::StrCat("tin ", i));
    clock_.Advance(absl::Hours(2));
  }
  EXPECT_THAT(Alerts(), IsEmpty());
}

TEST_P(SweepTest, ALinkToAHostThatNobodyApprovedRaisesAnAlert) {
  v1::Source source;
  source.set_name("sources/1");
  source.set_host("quangninh.gov.vn");
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) { return InsertSource(tx, source); }),
              IsOk());
  See("1_1", "a", "https://mattran.quangninh.gov.vn/tin");
  See("1_2", "b", "https://www.facebook.com/watch");
  EXPECT_THAT(Alerts(), IsEmpty());
  See("1_3", "c", "https://203.0.113.7/nhan");
  See("1_4", "d", "https://qua-tang.example/nhan");
  const auto alerts = Alerts();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].kind(), "OUTSIDE_LINK");
  EXPECT_EQ(alerts[0].count(), 2);
  EXPECT_THAT(alerts[0].detail(), ::testing::HasSubstr("qua-tang.example"));
}

TEST_P(SweepTest, AWithdrawnPostThatIsStillShownRaisesAnAlert) {
  const v1::Post post = Published();
  ASSERT_THAT(Withdraw(post.name()), IsOk());
  for (const v1::Amendment& amendment : AmendmentsOf(post.name())) {
    Do(amendment);
  }
  const std::string id = PublicationsOf(post.name())[0].platform_post_id;
  See(id, "still listed");
  EXPECT_THAT(Alerts(), IsEmpty());  // a listing may lag behind
  clock_.Advance(options_.quiet + absl::Seconds(1));
  See(id, "still here");
  const auto alerts = Alerts();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].kind(), "WITHDRAWN_VISIBLE");
}

}  // namespace
}  // namespace loa::content

#include "services/publisher/dispatch_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/testing/fake_clock.h"

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

google::rpc::Status Error(absl::StatusCode code, absl::string_view reason) {
  return status::ToRpcStatus(status::Error(code, "content.loa", reason, "no"));
}

TEST(DispatchWords, CutsBetweenCharacters) {
  EXPECT_EQ(Cut("xã", 10), "xã");
  EXPECT_EQ(Cut("xã", 2), "x");
  EXPECT_EQ(Cut("xã", 3), "xã");
  EXPECT_EQ(Cut("ã", 1), "");
}

TEST(DispatchWords, ALeaseCountsFromItsSendingAndTellsGatesAndFirstPosts) {
  content::LeasePartitionsResponse response;
  response.mutable_lease()->set_seconds(9);
  auto* held = response.add_held();
  held->set_partition(3);
  held->set_epoch(7);
  auto* gate = response.add_closed_gates();
  gate->set_subject("pages/a");
  gate->mutable_open_time()->set_seconds(100);
  response.add_closed_gates()->set_subject("app");
  auto* post = response.add_first_posts();
  post->set_page("pages/a");
  post->set_platform_post_id("1_2");
  post->mutable_begin_time()->set_seconds(50);
  const LeasesAnswered event = ToEvent(response, absl::Seconds(4));
  EXPECT_TRUE(event.ok);
  EXPECT_EQ(event.sent, absl::Seconds(4));
  EXPECT_EQ(event.lease, absl::Seconds(9));
  ASSERT_THAT(event.held, SizeIs(1));
  EXPECT_EQ(event.held[0].partition, 3);
  EXPECT_EQ(event.held[0].epoch, 7);
  ASSERT_THAT(event.closed_gates, SizeIs(2));
  EXPECT_EQ(event.closed_gates[0].open, absl::FromUnixSeconds(100));
  EXPECT_EQ(event.closed_gates[1].open, std::nullopt);
  ASSERT_THAT(event.first_posts, SizeIs(1));
  EXPECT_EQ(event.first_posts[0].evidence, "1_2") << "without an address";
  EXPECT_EQ(event.first_posts[0].begun, absl::FromUnixSeconds(50));
}

TEST(DispatchWords, OnlyWhatIsScheduledAndWantedIsSendable) {
  using Kind = PublicationsLoaded::Item::Kind;
  const auto kind = [](content::Publication::State state, bool cancel_wanted) {
    content::LoadPublicationsResponse::Result result;
    result.mutable_publication()->set_state(state);
    result.mutable_publication()->set_cancel_wanted(cancel_wanted);
    return ToItem("p", result).kind;
  };
  EXPECT_EQ(kind(content::Publication::SCHEDULED, false), Kind::kSendable);
  EXPECT_EQ(kind(content::Publication::SCHEDULED, true), Kind::kNotSendable);
  EXPECT_EQ(kind(content::Publication::UNKNOWN, false), Kind::kNotSendable);
}

TEST(DispatchWords, AnErrorThatMayPassIsAskedAgainAndNoOther) {
  using Kind = PublicationsLoaded::Item::Kind;
  for (const auto& [code, kind] :
       {std::pair(absl::StatusCode::kNotFound, Kind::kNotSendable),
        {absl::StatusCode::kUnavailable, Kind::kUnavailable},
        {absl::StatusCode::kDeadlineExceeded, Kind::kUnavailable},
        {absl::StatusCode::kInternal, Kind::kUnavailable}}) {
    content::LoadPublicationsResponse::Result result;
    *result.mutable_error() = Error(code, "X");
    EXPECT_EQ(ToItem("p", result).kind, kind) << static_cast<int>(code);
  }
}

TEST(DispatchWords, TheReasonsOfABeginAreToldApart) {
  using Kind = BeginsAnswered::Item::Kind;
  const absl::StatusCode refused = absl::StatusCode::kFailedPrecondition;
  for (const auto& [code, reason, kind] :
       {std::tuple(refused, "NOT_DUE", Kind::kNotDue),
        {refused, "PAGE_HELD", Kind::kPageHeld},
        {absl::StatusCode::kAborted, "EPOCH_STALE", Kind::kEpochStale},
        {refused, "CANCEL_WANTED", Kind::kRefused},
        {refused, "GATE_CLOSED", Kind::kRefused},
        {absl::StatusCode::kUnavailable, "DEPENDENCY_UNAVAILABLE",
         Kind::kUnavailable}}) {
    content::BeginAttemptsResponse::Result result;
    *result.mutable_error() = Error(code, reason);
    EXPECT_EQ(ToItem({"p", {}, 2}, result).kind, kind) << reason;
  }
  content::BeginAttemptsResponse::Result begun;
  begun.mutable_deadline()->set_seconds(20);
  const BeginsAnswered::Item item = ToItem({"p", {}, 2}, begun);
  EXPECT_EQ(item.kind, Kind::kBegun);
  EXPECT_EQ(item.attempt, 2);
  EXPECT_EQ(item.deadline, absl::Seconds(20));
}

TEST(DispatchWords, WhatIsUnsettledComesWithAllThatItIsKnownBy) {
  content::ListUnsettledResponse::Unsettled unsettled;
  unsettled.mutable_publication()->set_name("publications/p");
  unsettled.mutable_publication()->set_page("pages/a");
  unsettled.mutable_publication()->mutable_rendition()->set_text("tin");
  unsettled.mutable_publication()->mutable_rendition()->set_link("https://l");
  unsettled.set_attempt(2);
  unsettled.set_reading(1);
  unsettled.mutable_begin_time()->set_seconds(60);
  unsettled.add_prepared_ids("7");
  unsettled.add_bound_post_ids("1_1");
  const UnsettledListed::Item item = ToItem(unsettled);
  EXPECT_EQ(item.publication, "publications/p");
  EXPECT_EQ(item.page, "pages/a");
  EXPECT_EQ(item.attempt, 2);
  EXPECT_EQ(item.reading, 1);
  EXPECT_EQ(item.sought.text, "tin");
  EXPECT_EQ(item.sought.link, "https://l");
  EXPECT_EQ(item.sought.begun, absl::FromUnixSeconds(60));
  EXPECT_THAT(item.sought.prepared_ids, ElementsAre("7"));
  EXPECT_THAT(item.sought.bound_post_ids, ElementsAre("1_1"));
}

TEST(DispatchWords, EveryVerdictBecomesAnOutcomeAndDoubtBecomesUnknown) {
  using Kind = Verdict::Kind;
  using Request = content::FinishAttemptsRequest;
  const testing::FakeClock clock;
  for (const auto& [verdict, outcome] :
       {std::pair(Kind::kAccepted, Request::ACCEPTED),
        {Kind::kRefused, Request::REFUSED},
        {Kind::kNotSent, Request::NOT_SENT},
        {Kind::kThrottled, Request::THROTTLED},
        {Kind::kTokenDead, Request::THROTTLED},
        {Kind::kSpamBlocked, Request::THROTTLED},
        {Kind::kUnknown, Request::OUTCOME_UNKNOWN}}) {
    FinishAttempts::Item item;
    item.verdict.kind = verdict;
    EXPECT_EQ(ToOutcome(item, clock).kind(), outcome) << Name(verdict);
  }
}

TEST(DispatchWords, AnOutcomeFitsTheContractWhateverThePlatformSaid) {
  const testing::FakeClock clock;
  FinishAttempts::Item item;
  item.verdict.detail = absl::StrCat(std::string(999, 'x'), "ã");
  item.verdict.trace_id = std::string(500, 't');
  item.verdict.permalink = "https://p/" + std::string(1000, 'x');
  item.verdict.first_byte = clock.SinceBoot() - absl::Seconds(2);
  const auto outcome = ToOutcome(item, clock);
  EXPECT_EQ(outcome.detail(), std::string(999, 'x'));
  EXPECT_EQ(outcome.platform_trace_id().size(), 128u);
  EXPECT_THAT(outcome.permalink(), IsEmpty()) << "half an address is none";
  EXPECT_EQ(base::TimeOf(outcome.send_time()), clock.Now() - absl::Seconds(2));
  item.verdict.first_byte.reset();
  EXPECT_FALSE(ToOutcome(item, clock).has_send_time());
}

TEST(DispatchWords, AReadingSaysWhichItIsAndWhatWasSeen) {
  using Request = content::SettleAttemptsRequest;
  SettleAttempts::Item item;
  item.publication = "publications/p";
  item.partition = {3, 7};
  item.attempt = 2;
  item.reading = 2;
  item.sight.kind = Sight::Kind::kFound;
  item.sight.post_ids.assign(30, "1_2");
  item.sight.permalink = "https://p/2";
  item.sight.evidence = "found by text";
  const auto reading = ToReading(item);
  EXPECT_EQ(reading.partition().partition(), 3);
  EXPECT_EQ(reading.partition().epoch(), 7);
  EXPECT_EQ(reading.attempt(), 2);
  EXPECT_EQ(reading.reading(), 2);
  EXPECT_EQ(reading.sight(), Request::FOUND);
  EXPECT_EQ(reading.platform_post_ids_size(), 20) << "the contract's limit";
  EXPECT_EQ(reading.permalink(), "https://p/2");
  EXPECT_EQ(reading.evidence(), "found by text");
  item.sight.kind = Sight::Kind::kAbsent;
  EXPECT_EQ(ToReading(item).sight(), Request::ABSENT);
  item.sight.kind = Sight::Kind::kUnreadable;
  EXPECT_EQ(ToReading(item).sight(), Request::UNREADABLE);
}

}  // namespace
}  // namespace loa::publisher

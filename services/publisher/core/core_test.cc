#include "services/publisher/core/core.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/publisher/core/core_fixture.h"

namespace loa::publisher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(CoreTest, TakesAPublicationAllTheWay) {
  Take("p", "pages/a");
  const auto loads = Asked<LoadPublications>();
  ASSERT_THAT(loads, SizeIs(1));
  EXPECT_THAT(loads[0].publications, ElementsAre("p"));
  Load("p", "pages/a", 1);
  const auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1));
  EXPECT_EQ(begins[0].items[0].attempt, 1);
  EXPECT_EQ(begins[0].items[0].partition.epoch, 1);
  AnswerBegin("p", BeginKind::kBegun);
  const auto calls = Asked<Call>();
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].text, "text of p");
  EXPECT_EQ(calls[0].deadline, boot_ + absl::Seconds(10));
  EndCall("p", Of(Verdict::Kind::kAccepted));
  const auto finishes = Asked<FinishAttempts>();
  ASSERT_THAT(finishes, SizeIs(1));
  EXPECT_EQ(finishes[0].items[0].verdict.post_id, "1_2");
  Send(FinishesAnswered{{{"p", 1, true}}});
  EXPECT_EQ(core_->jobs(), 0u);
}

TEST_F(CoreTest, CountsTheDeadlineFromBeforeTheFirstSending) {
  Take("p", "pages/a");
  Load("p", "pages/a", 1);
  const absl::Duration first = boot_;
  ASSERT_THAT(Asked<BeginAttempts>(), SizeIs(1));
  Advance(absl::Seconds(3));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty()) << "one answer is awaited";
  AnswerBegin("p", BeginKind::kUnavailable);
  Advance(absl::Seconds(1));
  const auto again = Asked<BeginAttempts>();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].items[0].attempt, 1);
  AnswerBegin("p", BeginKind::kBegun);
  EXPECT_EQ(Asked<Call>().at(0).deadline, first + absl::Seconds(10));
}

TEST_F(CoreTest, KeepsTheFirstSendingAcrossNotDueAfterASilence) {
  Take("p", "pages/a");
  Load("p", "pages/a", 1);
  const absl::Duration first = boot_;
  AnswerBegin("p", BeginKind::kUnavailable);
  Advance(absl::Seconds(1));
  AnswerBegin("p", BeginKind::kNotDue);
  Advance(absl::Seconds(1));
  AnswerBegin("p", BeginKind::kBegun);
  EXPECT_EQ(Asked<Call>().at(0).deadline, first + absl::Seconds(10));
}

TEST_F(CoreTest, MakesNoCallThatCouldOutliveItsDeadline) {
  Take("p", "pages/a");
  Load("p", "pages/a", 1);
  boot_ += absl::Seconds(10);
  AnswerBegin("p", BeginKind::kBegun);
  EXPECT_THAT(Asked<Call>(), IsEmpty());
  const auto finishes = Asked<FinishAttempts>();
  ASSERT_THAT(finishes, SizeIs(1));
  EXPECT_EQ(finishes[0].items[0].verdict.kind, Verdict::Kind::kNotSent);
}

TEST_F(CoreTest, HasOnePublicationOfAPageInFlightAndTheEarliestFirst) {
  Take("late", "pages/a");
  Take("early", "pages/a");
  Asked<LoadPublications>();
  PublicationsLoaded loaded;
  for (const auto& [name, sequence] :
       {std::pair("late", 2), std::pair("early", 1)}) {
    PublicationsLoaded::Item item;
    item.publication = name;
    item.kind = LoadKind::kSendable;
    item.page = "pages/a";
    item.sequence = sequence;
    item.due = item.not_before = wall_;
    loaded.items.push_back(item);
  }
  Send(loaded);
  auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1));
  ASSERT_THAT(begins[0].items, SizeIs(1));
  EXPECT_EQ(begins[0].items[0].publication, "early");
  AnswerBegin("early", BeginKind::kBegun);
  EndCall("early", Of(Verdict::Kind::kAccepted));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  Send(FinishesAnswered{{{"early", 1, true}}});
  begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1));
  EXPECT_EQ(begins[0].items[0].publication, "late");
}

TEST_F(CoreTest, WaitsForTheDueTime) {
  Take("p", "pages/a", absl::Seconds(2));
  Load("p", "pages/a", 1, absl::Seconds(2));
  Advance(absl::Milliseconds(1999));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  Advance(absl::Milliseconds(1));
  EXPECT_THAT(Asked<BeginAttempts>(), SizeIs(1));
}

TEST_F(CoreTest, ForgetsWhatContentRefuses) {
  Take("p", "pages/a");
  Load("p", "pages/a", 1);
  AnswerBegin("p", BeginKind::kRefused);
  EXPECT_EQ(core_->jobs(), 0u);
  EXPECT_EQ(core_->slots_used(), 0);
  EXPECT_THAT(Asked<Call>(), IsEmpty());
}

TEST_F(CoreTest, PagesThatAreHeldUseUpNoBudgetOfOthers) {
  CoreConfig config;
  config.app_rate = {absl::Minutes(1), 2};
  Grow(config);
  for (const char* name : {"1", "2"}) {
    Take(name, std::string("pages/") + name);
    Load(name, std::string("pages/") + name, 1);
    AnswerBegin(name, BeginKind::kPageHeld);
  }
  Asked<BeginAttempts>();
  Take("3", "pages/3");
  Load("3", "pages/3", 2);
  const auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1));
  EXPECT_EQ(begins[0].items[0].publication, "3");
}

TEST_F(CoreTest, KnowsNoMoreThanItMay) {
  CoreConfig config;
  config.max_jobs = 2;
  Grow(config);
  EntriesTaken event;
  event.ok = true;
  for (const char* name : {"1", "2", "3"}) {
    event.entries.push_back({0, {name, std::string("pages/") + name, 0, 1}});
  }
  Send(event);
  EXPECT_EQ(core_->jobs(), 2u);
}

TEST_F(CoreTest, AsksAgainLaterWhenThePageIsHeld) {
  Take("p", "pages/a");
  Load("p", "pages/a", 1);
  Asked<BeginAttempts>();
  AnswerBegin("p", BeginKind::kPageHeld);
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<BeginAttempts>(), SizeIs(1));
}

TEST_F(CoreTest, AStaleEpochDropsThePartitionAndRenews) {
  Take("p", "pages/a");
  Take("q", "pages/b");
  Load("p", "pages/a", 1);
  Asked<RenewLeases>();
  AnswerBegin("p", BeginKind::kEpochStale);
  EXPECT_EQ(core_->jobs(), 0u);
  const auto renewals = Asked<RenewLeases>();
  ASSERT_THAT(renewals, SizeIs(1));
  EXPECT_THAT(renewals[0].held, IsEmpty());
}

TEST_F(CoreTest, BeginsNothingOnceItsLeaseRanOut) {
  Take("p", "pages/a", absl::Seconds(20));
  Load("p", "pages/a", 1, absl::Seconds(20));
  Advance(absl::Hours(2));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  EXPECT_EQ(core_->jobs(), 0u);
}

TEST_F(CoreTest, IgnoresEntriesOfPartitionsItDoesNotHold) {
  EntriesTaken event;
  event.ok = true;
  event.entries = {{0, {"p", "pages/a", 0, 7}}, {3, {"q", "pages/a", 0, 1}}};
  Send(event);
  EXPECT_EQ(core_->jobs(), 0u);
}

TEST_F(CoreTest, AThrottleClosesThePagesGateAndIsReported) {
  UntilCall("p", "pages/a");
  Asked<BeginAttempts>();
  Verdict throttled = Of(Verdict::Kind::kThrottled, Verdict::Scope::kPage);
  throttled.closed_for = absl::Seconds(20);
  EndCall("p", throttled);
  const auto reports = Asked<ReportGates>();
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].closures[0].subject, "pages/a");
  EXPECT_EQ(reports[0].closures[0].cause, "THROTTLED");
  Send(FinishesAnswered{{{"p", 1, true}}});
  Take("next", "pages/a");
  Load("next", "pages/a", 2);
  Take("other", "pages/b");
  Load("other", "pages/b", 3);
  auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1)) << "other pages go on";
  EXPECT_EQ(begins[0].items[0].publication, "other");
  Advance(absl::Seconds(21));
  begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1));
  EXPECT_EQ(begins[0].items[0].publication, "next");
}

TEST_F(CoreTest, AnAppThrottleStopsEveryPage) {
  UntilCall("p", "pages/a");
  Verdict throttled = Of(Verdict::Kind::kThrottled, Verdict::Scope::kApp);
  throttled.closed_for = absl::Seconds(20);
  EndCall("p", throttled);
  Asked<BeginAttempts>();
  Take("other", "pages/b");
  Load("other", "pages/b", 3);
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
}

TEST_F(CoreTest, ContentsViewOfGatesReplacesItsOwnOnceContentWasTold) {
  UntilCall("p", "pages/a");
  EndCall("p", Of(Verdict::Kind::kTokenDead, Verdict::Scope::kPage));
  Send(FinishesAnswered{{{"p", 1, true}}});
  Take("next", "pages/a");
  Load("next", "pages/a", 2);
  Asked<BeginAttempts>();
  const LeasesAnswered before_told = Leased();
  Advance(absl::Seconds(1));
  Send(GatesReported{true, {{"pages/a", "TOKEN_DEAD", std::nullopt}}});
  Send(before_told);  // was asked before content knew
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  Send(Leased());  // a person has opened it
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<BeginAttempts>(), SizeIs(1));
}

TEST_F(CoreTest, ContentsClosedGateHoldsAPage) {
  LeasesAnswered leased = Leased();
  leased.closed_gates = {{"pages/a", wall_ + absl::Seconds(10)}};
  Send(leased);
  Take("p", "pages/a");
  Load("p", "pages/a", 1);
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  Advance(absl::Seconds(11));
  EXPECT_THAT(Asked<BeginAttempts>(), SizeIs(1));
}

TEST_F(CoreTest, HoldsToTheMostCallsAtOnce) {
  CoreConfig config;
  config.max_calls = 2;
  Grow(config);
  for (const char* name : {"1", "2", "3"}) {
    Take(name, std::string("pages/") + name);
    Load(name, std::string("pages/") + name, 1);
  }
  size_t begun = 0;
  for (const auto& batch : Asked<BeginAttempts>()) begun += batch.items.size();
  EXPECT_EQ(begun, 2u);
  AnswerBegin("1", BeginKind::kBegun);
  EndCall("1", Of(Verdict::Kind::kAccepted));
  EXPECT_THAT(Asked<BeginAttempts>(), SizeIs(1));
}

TEST_F(CoreTest, HoldsToTheBudgetOfAPage) {
  CoreConfig config;
  config.page_rate = {absl::Seconds(10), 1};
  Grow(config);
  UntilCall("p", "pages/a");
  Asked<BeginAttempts>();
  EndCall("p", Of(Verdict::Kind::kAccepted));
  Send(FinishesAnswered{{{"p", 1, true}}});
  Advance(absl::Seconds(4));
  Take("q", "pages/a");
  Load("q", "pages/a", 2);
  Advance(absl::Seconds(5));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<BeginAttempts>(), SizeIs(1));
}

}  // namespace
}  // namespace loa::publisher

#include "services/content/dispatch/attempts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/gates.h"
#include "services/content/testing/dispatch_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;

class AttemptsTest : public DispatchWorld {
 protected:
  void Close(absl::string_view subject) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return CloseGate(tx,
                       {.subject = std::string(subject),
                        .cause = "PAUSED",
                        .closed_at = clock_.Now()},
                       std::nullopt);
    }),
                IsOk());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, AttemptsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AttemptsTest, AnAcceptedAttemptPublishes) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Get("publications/a").state, P::SENDING);
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  const Publication p = Get("publications/a");
  EXPECT_EQ(p.platform_post_id, "1_2");
  EXPECT_FALSE(p.reconciled);
  EXPECT_THAT(Timeline("publications/a"),
              ElementsAre("ATTEMPT_BEGUN", "ACCEPTED"));
}

TEST_P(AttemptsTest, RefusesWhatIsNotThere) {
  EXPECT_EQ(Begin("publications/none"), "PUBLICATION_NOT_FOUND");
  EXPECT_EQ(Finish("publications/none", F::NOT_SENT), "PUBLICATION_NOT_FOUND");
}

TEST_P(AttemptsTest, RefusesWhatIsNotDueByItsOwnClock) {
  Schedule("publications/a", "pages/1", absl::Seconds(5));
  EXPECT_EQ(Begin("publications/a"), "NOT_DUE");
  clock_.Advance(absl::Seconds(5));
  EXPECT_EQ(Begin("publications/a"), "");
}

TEST_P(AttemptsTest, RefusesASecondAttemptWhileOneIsUnderWay) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Begin("publications/a", 2), "NOT_SCHEDULED");
}

TEST_P(AttemptsTest, RefusesAnAttemptNumberThatIsNotTheNext) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a", 2), "NOT_SCHEDULED");
}

TEST_P(AttemptsTest, RefusesAFormerOwner) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a", 1, "owner-2"), "EPOCH_STALE");
  --epoch_;
  EXPECT_EQ(Begin("publications/a"), "EPOCH_STALE");
}

TEST_P(AttemptsTest, RefusesAnOwnerWhoseLeaseIsOver) {
  Schedule("publications/a", "pages/1");
  clock_.Advance(absl::Hours(2000));
  EXPECT_EQ(Begin("publications/a"), "EPOCH_STALE");
}

TEST_P(AttemptsTest, RefusesWhatNoApprovalCovers) {
  Schedule("publications/a", "pages/1");
  Approve("posts/of-a", false);
  EXPECT_EQ(Begin("publications/a"), "NOT_APPROVED");
  Approve("posts/of-a");
  EXPECT_EQ(Begin("publications/a"), "");
}

TEST_P(AttemptsTest, RefusesBehindEveryGateThatStandsBeforeThePage) {
  for (const char* subject :
       {"pages/1", "units/xa", "units/huyen", "units/tinh", "app"}) {
    const std::string name =
        Schedule(absl::StrCat("publications/",
                              absl::StrReplaceAll(subject, {{"/", "-"}})),
                 "pages/1");
    Close(subject);
    EXPECT_EQ(Begin(name), "GATE_CLOSED") << subject;
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return OpenGate(tx, subject, clock_.Now());
    }),
                IsOk());
    EXPECT_EQ(Begin(name), "");
    EXPECT_EQ(Finish(name, F::ACCEPTED, 1, name), "PUBLISHED");
  }
}

TEST_P(AttemptsTest, RefusesBehindTheGateOfTheUnitThatThePageMovedTo) {
  registry_.AddUnit("units/khac", "district", "units/tinh");
  registry_.AddPage("pages/1", "units/khac");
  Schedule("publications/a", "pages/1");
  Close("units/khac");
  EXPECT_EQ(Begin("publications/a"), "GATE_CLOSED");
}

TEST_P(AttemptsTest, AGateOfAnotherPageOrUnitHoldsNothing) {
  Schedule("publications/a", "pages/1");
  Close("pages/2");
  Close("units/elsewhere");
  EXPECT_EQ(Begin("publications/a"), "");
}

TEST_P(AttemptsTest, BeginsNothingWhileTheTreeIsNotKnown) {
  Schedule("publications/a", "pages/1");
  registry_.GoAway();
  EXPECT_EQ(Begin("publications/a"), "DEPENDENCY_UNAVAILABLE");
}

TEST_P(AttemptsTest, KeepsTheOrderOfAPage) {
  Schedule("publications/second", "pages/1", absl::Seconds(1));
  Schedule("publications/first", "pages/1");
  Schedule("publications/other", "pages/2", absl::Seconds(1));
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Begin("publications/second"), "PAGE_HELD");
  EXPECT_EQ(Begin("publications/other"), "");
  EXPECT_EQ(Begin("publications/first"), "");
  EXPECT_EQ(Begin("publications/second"), "PAGE_HELD");
  EXPECT_EQ(Finish("publications/first", F::OUTCOME_UNKNOWN), "UNKNOWN");
  EXPECT_EQ(Begin("publications/second"), "PAGE_HELD");
  EXPECT_EQ(Finish("publications/first", F::ACCEPTED), "UNKNOWN");
}

TEST_P(AttemptsTest, SameDueTimeGoesInOrderOfSequence) {
  Schedule("publications/z", "pages/1");
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "PAGE_HELD");
  EXPECT_EQ(Begin("publications/z"), "");
}

TEST_P(AttemptsTest, ARetryHoldsThePageAndAnEndReleasesIt) {
  Schedule("publications/first", "pages/1");
  Schedule("publications/second", "pages/1");
  EXPECT_EQ(Begin("publications/first"), "");
  EXPECT_EQ(Finish("publications/first", F::NOT_SENT), "SCHEDULED");
  EXPECT_EQ(Begin("publications/second"), "PAGE_HELD");
  EXPECT_EQ(Begin("publications/first", 2), "NOT_DUE");
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Begin("publications/first", 2), "");
  EXPECT_EQ(Finish("publications/first", F::REFUSED, 2), "FAILED");
  EXPECT_EQ(Begin("publications/second"), "");
}

TEST_P(AttemptsTest, ABatchAnswersEachItemAndOneRefusalFailsNoOther) {
  Schedule("publications/a", "pages/1");
  Schedule("publications/c", "pages/2");
  const auto response = attempts_.Begin(
      Context(),
      BeginRequest({"publications/c", "publications/b", "publications/a"}));
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->results(0).has_error());
  EXPECT_TRUE(response->results(1).has_error());
  EXPECT_FALSE(response->results(2).has_error());
}

TEST_P(AttemptsTest, ARepeatedBeginGetsTheFirstAnswerWhateverCameSince) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  clock_.Advance(absl::Seconds(3));
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Get("publications/a").deadline_at,
            clock_.Now() - absl::Seconds(3) + options_.attempt_deadline);
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Get("publications/a").state, P::PUBLISHED);
}

TEST_P(AttemptsTest, ARepeatedBeginNeverExtendsTheDeadline) {
  Schedule("publications/a", "pages/1");
  const auto request = BeginRequest({"publications/a"});
  const auto left = [&] {
    const auto response = attempts_.Begin(Context(), request);
    EXPECT_THAT(response, IsOk());
    return base::DurationOf(response->results(0).deadline());
  };
  EXPECT_EQ(left(), options_.attempt_deadline);
  clock_.Advance(absl::Seconds(3));
  EXPECT_EQ(left(), options_.attempt_deadline - absl::Seconds(3));
  clock_.Advance(options_.attempt_deadline);
  EXPECT_EQ(left(), absl::ZeroDuration());
}

TEST_P(AttemptsTest, ARepeatedFinishGetsTheFirstAnswer) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Finish("publications/a", F::NOT_SENT), "SCHEDULED");
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Begin("publications/a", 2), "");
  EXPECT_EQ(Finish("publications/a", F::NOT_SENT), "SCHEDULED");
  EXPECT_EQ(Get("publications/a").state, P::SENDING);
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 2, "1_2"), "PUBLISHED");
}

TEST_P(AttemptsTest, OnlyTheNewestAttemptCanBeFinished) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Finish("publications/a", F::NOT_SENT), "ATTEMPT_UNKNOWN");
  MakeUnknown("publications/a");
  registry_.ResendOnce(true);
  clock_.Advance(options_.quiet);
  EXPECT_EQ(Settle("publications/a", v1::SettleAttemptsRequest::ABSENT),
            "UNKNOWN");
  clock_.Advance(options_.quiet);
  EXPECT_EQ(Settle("publications/a", v1::SettleAttemptsRequest::ABSENT),
            "SCHEDULED");
  EXPECT_EQ(Begin("publications/a", 2), "");
  EXPECT_EQ(Finish("publications/a", F::NOT_SENT, 1), "ATTEMPT_UNKNOWN");
  // What an earlier one shows all the same is a double: never silent.
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "SENDING");
  EXPECT_EQ(Timeline("publications/a").back(), "SECOND_POST");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 2, "1_3"), "PUBLISHED");
  EXPECT_EQ(Get("publications/a").platform_post_id, "1_3");
}

TEST_P(AttemptsTest, AnAcceptanceOfWhatWasFoundAsAnotherPostIsAnIncident) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(
      Settle("publications/a", v1::SettleAttemptsRequest::FOUND, 1, {"1_2"}),
      "PUBLISHED");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_3"), "PUBLISHED");
  EXPECT_EQ(Timeline("publications/a").back(), "SECOND_POST");
}

TEST_P(AttemptsTest, ALateAcceptanceStillPublishes) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
}

TEST_P(AttemptsTest, AnIdThatAnotherPublicationHasProvesNothing) {
  Schedule("publications/a", "pages/1");
  Schedule("publications/b", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  EXPECT_EQ(Begin("publications/b"), "");
  EXPECT_EQ(Finish("publications/b", F::ACCEPTED, 1, "1_2"), "UNKNOWN");
}

TEST_P(AttemptsTest, WaitsDoubleWhileNothingCanBeSent) {
  Schedule("publications/a", "pages/1");
  absl::Duration wait = options_.first_backoff;
  for (int attempt = 1; attempt <= 4; ++attempt) {
    EXPECT_EQ(Begin("publications/a", attempt), "");
    EXPECT_EQ(Finish("publications/a", F::NOT_SENT, attempt), "SCHEDULED");
    EXPECT_EQ(Get("publications/a").not_before, clock_.Now() + wait);
    clock_.Advance(wait);
    wait *= 2;
  }
}

TEST_P(AttemptsTest, WhatCannotBeSentIsGivenUpInTheEnd) {
  options_.failure_limit = 3;
  Schedule("publications/a", "pages/1");
  Schedule("publications/b", "pages/1");
  for (int attempt = 1; attempt <= 2; ++attempt) {
    EXPECT_EQ(Begin("publications/a", attempt), "");
    EXPECT_EQ(Finish("publications/a", F::NOT_SENT, attempt), "SCHEDULED");
    clock_.Advance(options_.last_backoff);
  }
  EXPECT_EQ(Begin("publications/a", 3), "");
  EXPECT_EQ(Finish("publications/a", F::NOT_SENT, 3), "FAILED");
  EXPECT_EQ(Get("publications/a").cause, "RETRIES_EXHAUSTED");
  EXPECT_EQ(Timeline("publications/a").back(), "RETRIES_EXHAUSTED");
  EXPECT_EQ(Begin("publications/b"), "") << "it holds its page no more";
}

TEST_P(AttemptsTest, AThrottleIsNoFailure) {
  options_.failure_limit = 2;
  Schedule("publications/a", "pages/1");
  for (int attempt = 1; attempt <= 5; ++attempt) {
    EXPECT_EQ(Begin("publications/a", attempt), "");
    EXPECT_EQ(Finish("publications/a", F::THROTTLED, attempt), "SCHEDULED");
    clock_.Advance(options_.last_backoff);
  }
  EXPECT_EQ(Get("publications/a").failures, 0);
}

TEST_P(AttemptsTest, OfTwoPublishersThatRaceExactlyOneBegins) {
  for (int round = 0; round < 10; ++round) {
    const std::string name = Schedule(absl::StrCat("publications/r", round),
                                      absl::StrCat("pages/", round));
    const v1::BeginAttemptsRequest former = BeginRequest({name});
    rpc::RequestContext late = Context();
    std::atomic<int> begun = 0;
    std::thread other([&] {
      const auto response = attempts_.Begin(late, former);
      EXPECT_THAT(response, IsOk());
      if (response.ok() && !response->results(0).has_error()) ++begun;
    });
    // Meanwhile the lease runs out and another publisher takes the partition.
    clock_.Advance(absl::Hours(2000));
    const std::string owner = absl::StrCat("owner-of-round-", round);
    LeaseAll(owner);
    v1::BeginAttemptsRequest next = BeginRequest({name}, 1, owner);
    const auto response = attempts_.Begin(Context(), next);
    EXPECT_THAT(response, IsOk());
    if (response.ok() && !response->results(0).has_error()) ++begun;
    other.join();
    EXPECT_EQ(begun, 1);
    EXPECT_EQ(Get(name).attempt_count, 1);
    clock_.Advance(absl::Hours(2000));
    LeaseAll(kOwner);
  }
}

TEST_P(AttemptsTest, OfTwoOwnersOfAPartitionOnlyTheLaterBegins) {
  Schedule("publications/a", "pages/1");
  const int64_t former = epoch_;
  clock_.Advance(absl::Hours(2000));
  LeaseAll("owner-2");
  EXPECT_GT(epoch_, former);
  EXPECT_EQ(Begin("publications/a", 1, "owner-1"), "EPOCH_STALE");
  EXPECT_EQ(Begin("publications/a", 1, "owner-2"), "");
}

TEST_P(AttemptsTest, WithoutCompareAndSetASecondSenderBegins) {
  options_.no_compare_and_set = true;
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a", 1, "owner-1"), "");
  EXPECT_EQ(Begin("publications/a", 1, "owner-2"), "");
}

}  // namespace
}  // namespace loa::content

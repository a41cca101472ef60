#include "services/content/amendments/amendment_dispatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/gates.h"
#include "services/content/publications/publication_store.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using A = v1::Amendment;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;
using S = v1::SettleAmendmentsRequest;

class AmendmentDispatchTest : public AmendmentWorld {
 protected:
  // Two deletions that wait.
  std::vector<A> Withdrawn() {
    post_ = Published();
    EXPECT_THAT(Withdraw(post_.name()), IsOk());
    return AmendmentsOf(post_.name());
  }
  // Two edits that wait.
  std::vector<A> Corrected() {
    post_ = Published();
    Changed(post_.name(), "Đã sửa");
    EXPECT_THAT(Correct(post_.name()), IsOk());
    return AmendmentsOf(post_.name());
  }
  // Begun, its worker died, and the deadline is over.
  void MakeUnknown(const A& amendment, int attempt = 1) {
    EXPECT_EQ(Begin(amendment, attempt), "");
    clock_.Advance(options_.attempt_deadline + absl::Seconds(1));
    EXPECT_EQ(dispatch_.LapseOverdue(clock_.Now()).value_or(-1), 1);
  }
  A Now(const A& amendment) {
    for (const A& one : AmendmentsOf(post_.name())) {
      if (one.name() == amendment.name()) return one;
    }
    return A();
  }
  Publication PublicationOf(const A& amendment) {
    for (const Publication& p : PublicationsOf(post_.name())) {
      if (p.name == amendment.publication()) return p;
    }
    return Publication();
  }

  v1::Post post_;
};
INSTANTIATE_TEST_SUITE_P(Engines, AmendmentDispatchTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AmendmentDispatchTest, BeginsEachAttemptOnceAndRepeatsItsAnswer) {
  const A amendment = Withdrawn()[0];
  EXPECT_EQ(Begin(amendment), "");
  EXPECT_EQ(Begin(amendment), "");  // the same words: the first answer
  EXPECT_EQ(Now(amendment).attempt_count(), 1);
  EXPECT_EQ(Begin(amendment, 2), "AMENDMENT_NOT_WAITING");
  EXPECT_EQ(PublicationOf(amendment).state, P::PUBLISHED);
}

TEST_P(AmendmentDispatchTest, RefusesWhatDoesNotBelongTogether) {
  const auto amendments = Withdrawn();
  A mixed = amendments[0];
  mixed.set_publication(amendments[1].publication());
  EXPECT_EQ(Begin(mixed), "AMENDMENT_NOT_FOUND");
  EXPECT_EQ(Finish(amendments[0], F::ACCEPTED, 1), "AMENDMENT_ATTEMPT_UNKNOWN");
  EXPECT_EQ(Settle(amendments[0], S::GONE, 1), "AMENDMENT_ATTEMPT_UNKNOWN");
}

TEST_P(AmendmentDispatchTest, AClosedGateKeepsItBack) {
  const A amendment = Withdrawn()[0];
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return CloseGate(tx,
                     {.subject = "units/huyen",
                      .cause = "PAUSED",
                      .principal = "principals/minh",
                      .closed_at = clock_.Now()},
                     std::nullopt);
  }),
              IsOk());
  EXPECT_EQ(Begin(amendment), "GATE_CLOSED");
}

TEST_P(AmendmentDispatchTest, WhatAClosedGateOfAUnitKeepsBackIsNotListed) {
  Withdrawn();
  const auto close = [&](const std::string& unit) {
    return db_->Write([&](sql::Tx& tx) {
      return CloseGate(tx,
                       {.subject = unit,
                        .cause = "PAUSED",
                        .principal = "principals/minh",
                        .closed_at = clock_.Now()},
                       std::nullopt);
    });
  };
  ASSERT_THAT(close("units/xa-1"), IsOk());
  ASSERT_THAT(Due(), SizeIs(1));
  EXPECT_EQ(Due()[0].amendment().page(), "pages/p2");
  ASSERT_THAT(close("units/huyen"), IsOk());
  EXPECT_THAT(Due(), IsEmpty());
  clock_.Advance(absl::Minutes(1));
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(OpenGate(tx, "units/xa-1", clock_.Now()));
    return OpenGate(tx, "units/huyen", clock_.Now());
  }),
              IsOk());
  EXPECT_THAT(Due(), SizeIs(2));
}

TEST_P(AmendmentDispatchTest, ReadsWhatIsUnknownBehindAClosedGateToo) {
  const auto amendments = Withdrawn();
  MakeUnknown(amendments[0]);
  clock_.Advance(options_.quiet);
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return CloseGate(tx,
                     {.subject = "units/tinh",
                      .cause = "PAUSED",
                      .principal = "principals/minh",
                      .closed_at = clock_.Now()},
                     std::nullopt);
  }),
              IsOk());
  ASSERT_THAT(Due(), SizeIs(1));
  EXPECT_EQ(Due()[0].amendment().state(), A::UNKNOWN);
}

TEST_P(AmendmentDispatchTest, AThrottleBurnsNothingAndWaits) {
  const A amendment = Withdrawn()[0];
  EXPECT_EQ(Begin(amendment), "");
  EXPECT_EQ(Finish(amendment, F::THROTTLED), "WAITING");
  EXPECT_EQ(Begin(amendment, 2), "NOT_DUE");
  EXPECT_THAT(Due(), SizeIs(1));  // the other page's
  clock_.Advance(options_.first_backoff);
  EXPECT_EQ(Begin(amendment, 2), "");
}

TEST_P(AmendmentDispatchTest, GivesUpWhatCannotBeSentTooOften) {
  options_.failure_limit = 2;
  const A amendment = Withdrawn()[0];
  EXPECT_EQ(Begin(amendment), "");
  EXPECT_EQ(Finish(amendment, F::NOT_SENT), "WAITING");
  clock_.Advance(options_.last_backoff);
  EXPECT_EQ(Begin(amendment, 2), "");
  EXPECT_EQ(Finish(amendment, F::NOT_SENT, 2), "REFUSED");
  EXPECT_EQ(Now(amendment).cause(), "RETRIES_EXHAUSTED");
  EXPECT_EQ(PublicationOf(amendment).state, P::PUBLISHED);
}

TEST_P(AmendmentDispatchTest, AnUnknownDeletionIsDoneWhenThePostIsGone) {
  const A amendment = Withdrawn()[0];
  MakeUnknown(amendment);
  EXPECT_EQ(Now(amendment).state(), A::UNKNOWN);
  EXPECT_EQ(PublicationOf(amendment).state, P::PUBLISHED);
  EXPECT_THAT(Due(), SizeIs(1));                     // not to be read yet
  EXPECT_EQ(Settle(amendment, S::GONE), "UNKNOWN");  // too early
  clock_.Advance(2 * options_.quiet);
  EXPECT_THAT(Due(), SizeIs(2));
  EXPECT_EQ(Settle(amendment, S::UNREADABLE), "UNKNOWN");
  EXPECT_EQ(Settle(amendment, S::GONE), "DONE");
  EXPECT_EQ(PublicationOf(amendment).state, P::WITHDRAWN);
}

TEST_P(AmendmentDispatchTest, AnUnknownDeletionIsRepeatedOnlyAfterReading) {
  const A amendment = Withdrawn()[0];
  EXPECT_EQ(Begin(amendment), "");
  EXPECT_EQ(Finish(amendment, F::OUTCOME_UNKNOWN), "UNKNOWN");
  EXPECT_EQ(Begin(amendment, 2), "AMENDMENT_NOT_WAITING");
  clock_.Advance(options_.attempt_deadline + options_.quiet);
  EXPECT_EQ(Settle(amendment, S::SHOWN, 1, "still there"), "WAITING");
  EXPECT_EQ(Begin(amendment, 2), "");
  EXPECT_EQ(Finish(amendment, F::ACCEPTED, 2), "DONE");
}

TEST_P(AmendmentDispatchTest, AnUnknownEditIsSettledByTheTextThatIsShown) {
  const auto edits = Corrected();
  for (const A& edit : edits) MakeUnknown(edit);
  clock_.Advance(options_.attempt_deadline + options_.quiet);
  // Another spelling of the same text, as platforms store it.
  EXPECT_EQ(Settle(edits[0], S::SHOWN, 1, " Đã sửa\nBà Mai giúp đỡ hộ nghèo."),
            "DONE");
  EXPECT_EQ(PublicationOf(edits[0]).state, P::EDITED);
  EXPECT_EQ(Settle(edits[1], S::SHOWN, 1, "the old text"), "WAITING");
  EXPECT_EQ(PublicationOf(edits[1]).state, P::PUBLISHED);
}

TEST_P(AmendmentDispatchTest, AnEditOfAPostThatIsGoneIsRefused) {
  const A edit = Corrected()[0];
  MakeUnknown(edit);
  clock_.Advance(options_.attempt_deadline + options_.quiet);
  EXPECT_EQ(Settle(edit, S::GONE), "REFUSED");
  EXPECT_EQ(Now(edit).cause(), "POST_GONE");
}

TEST_P(AmendmentDispatchTest, AnEditThatNobodyWantsAnyMoreIsNotRepeated) {
  const auto edits = Corrected();
  MakeUnknown(edits[0]);
  ASSERT_THAT(Withdraw(post_.name()), IsOk());
  clock_.Advance(options_.attempt_deadline + options_.quiet);
  EXPECT_EQ(Settle(edits[0], S::SHOWN, 1, "the old text"), "VOID");
  EXPECT_THAT(Due(), SizeIs(2));  // the deletions
}

TEST_P(AmendmentDispatchTest, AnEditNeedsItsApprovalWhenItBegins) {
  const A edit = Corrected()[0];
  EXPECT_EQ(Begin(edit), "");
  EXPECT_EQ(Finish(edit, F::THROTTLED), "WAITING");
  ASSERT_THAT(SetTitle(post_.name(), "Khác nữa"), IsOk());
  clock_.Advance(options_.last_backoff);
  EXPECT_EQ(Begin(edit, 2), "AMENDMENT_NOT_WAITING");
  EXPECT_EQ(Now(edit).state(), A::VOID);
}

TEST_P(AmendmentDispatchTest, ALateEndOfTheNewestAttemptStillCounts) {
  const A amendment = Withdrawn()[0];
  MakeUnknown(amendment);
  EXPECT_EQ(Finish(amendment, F::ACCEPTED), "DONE");
  EXPECT_EQ(Finish(amendment, F::OUTCOME_UNKNOWN), "DONE");
  EXPECT_EQ(PublicationOf(amendment).state, P::WITHDRAWN);
}

TEST_P(AmendmentDispatchTest, HoldsNoOrderOnThePage) {
  Withdrawn();
  const v1::Post later = Expanded();
  // Deletions wait on both pages, and the next post goes out all the same.
  for (const Publication& p : PublicationsOf(later.name())) Send(p);
}

TEST_P(AmendmentDispatchTest, WritesEveryStepOnThePublicationsTimeline) {
  const A amendment = Withdrawn()[0];
  MakeUnknown(amendment);
  EXPECT_EQ(Finish(amendment, F::ACCEPTED), "DONE");
  std::vector<std::string> kinds;
  ASSERT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    kinds.clear();
    const auto rows = ReadTimeline(tx, amendment.publication(), 100);
    for (const TimelineRow& row : rows.value()) kinds.push_back(row.kind);
    return absl::OkStatus();
  }),
              IsOk());
  for (const char* kind :
       {"DELETE_WANTED", "DELETE_BEGUN", "DELETE_LAPSED", "WITHDRAWN"}) {
    EXPECT_THAT(kinds, Contains(kind));
  }
}

TEST_P(AmendmentDispatchTest, ListsOnlyForTheOwnerOfThePartition) {
  Withdrawn();
  v1::ListDueAmendmentsRequest request;
  request.set_owner("another");
  request.add_held()->set_epoch(1);
  const auto response = dispatch_.List(Publisher(), request);
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(response->due(), IsEmpty());
}

}  // namespace
}  // namespace loa::content

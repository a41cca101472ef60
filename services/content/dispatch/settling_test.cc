#include "services/content/dispatch/settling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/dispatch_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using F = v1::FinishAttemptsRequest;
using P = v1::Publication;
using S = v1::SettleAttemptsRequest;

class SettlingTest : public DispatchWorld {
 protected:
  // Two complete readings, q apart; the answer of the second.
  std::string ProveAbsent(absl::string_view name, int attempt = 1) {
    clock_.Advance(options_.quiet);
    EXPECT_EQ(Settle(name, S::ABSENT, attempt), "UNKNOWN");
    clock_.Advance(options_.quiet);
    return Settle(name, S::ABSENT, attempt);
  }
  // Name and number of each reading that is due.
  std::vector<std::string> Unsettled() {
    v1::ListUnsettledRequest request;
    request.set_owner(std::string(kOwner));
    request.add_held()->set_epoch(epoch_);
    const auto response = settling_.List(Context(), request);
    EXPECT_THAT(response, IsOk());
    std::vector<std::string> names;
    for (const auto& unsettled : response->unsettled()) {
      names.push_back(absl::StrCat(unsettled.publication().name(), " ",
                                   unsettled.reading()));
    }
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SettlingTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SettlingTest, SendingPastItsDeadlineBecomesUnknownNeverScheduled) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  clock_.Advance(options_.attempt_deadline);
  EXPECT_EQ(settling_.LapseOverdue(clock_.Now()).value_or(-1), 0);
  clock_.Advance(absl::Microseconds(1));
  EXPECT_EQ(settling_.LapseOverdue(clock_.Now()).value_or(-1), 1);
  EXPECT_EQ(Get("publications/a").state, P::UNKNOWN);
  EXPECT_EQ(settling_.LapseOverdue(clock_.Now()).value_or(-1), 0);
}

TEST_P(SettlingTest, AnUnknownIsToBeReadFromQAfterItsDeadlineOn) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_THAT(Unsettled(), ElementsAre());
  clock_.Advance(options_.quiet);
  EXPECT_THAT(Unsettled(), ElementsAre("publications/a 1"));
  EXPECT_EQ(Settle("publications/a", S::ABSENT), "UNKNOWN");
  EXPECT_THAT(Unsettled(), ElementsAre());
  clock_.Advance(options_.quiet);
  EXPECT_THAT(Unsettled(), ElementsAre("publications/a 2"));
  --epoch_;
  EXPECT_THAT(Unsettled(), ElementsAre());
}

TEST_P(SettlingTest, AFoundPostIsPublishedWithItsEvidence) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  clock_.Advance(options_.quiet);
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_2"}), "PUBLISHED");
  const Publication p = Get("publications/a");
  EXPECT_TRUE(p.reconciled);
  EXPECT_EQ(p.platform_post_id, "1_2");
  EXPECT_THAT(Timeline("publications/a"),
              ElementsAre("ATTEMPT_BEGUN", "ATTEMPT_LAPSED", "READ_FOUND"));
}

TEST_P(SettlingTest, AFoundPostOfAnotherPublicationIsNotOurs) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  Schedule("publications/b", "pages/1");
  MakeUnknown("publications/b");
  EXPECT_EQ(Settle("publications/b", S::FOUND, 1, {"1_2"}), "UNKNOWN");
  EXPECT_EQ(Settle("publications/b", S::FOUND, 1, {"1_2", "1_3"}), "PUBLISHED");
  EXPECT_EQ(Get("publications/b").platform_post_id, "1_3");
  EXPECT_EQ(Timeline("publications/b").back(), "READ_FOUND");
}

TEST_P(SettlingTest, APostThatIsThereTwiceIsAnIncident) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_2", "1_3"}), "PUBLISHED");
  const std::vector<std::string> told = {"ATTEMPT_BEGUN", "ATTEMPT_LAPSED",
                                         "READ_FOUND", "SECOND_POST"};
  EXPECT_EQ(Timeline("publications/a"), told);
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_2", "1_3"}), "PUBLISHED");
  EXPECT_EQ(Timeline("publications/a"), told) << "told again, nothing is new";
}

TEST_P(SettlingTest, APostThatIsFoundBesideTheAcceptedOneIsAnIncident) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(Finish("publications/a", F::ACCEPTED, 1, "1_2"), "PUBLISHED");
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_2"}), "PUBLISHED");
  EXPECT_EQ(Timeline("publications/a").back(), "ACCEPTED");
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_3"}), "PUBLISHED");
  EXPECT_EQ(Timeline("publications/a").back(), "SECOND_POST");
  EXPECT_EQ(Get("publications/a").platform_post_id, "1_2");
}

TEST_P(SettlingTest, ByDefaultAnAbsentPostStopsForAPerson) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(ProveAbsent("publications/a"), "NEEDS_ATTENTION");
  EXPECT_EQ(Get("publications/a").cause, "UNSETTLED");
}

TEST_P(SettlingTest, ReadingsTooSoonProveNothing) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(Settle("publications/a", S::ABSENT), "UNKNOWN");
  EXPECT_EQ(Get("publications/a").absent_reads, 0);
  clock_.Advance(options_.quiet);
  EXPECT_EQ(Settle("publications/a", S::ABSENT), "UNKNOWN");
  EXPECT_EQ(Settle("publications/a", S::ABSENT), "UNKNOWN");
  EXPECT_EQ(Get("publications/a").absent_reads, 1);
}

TEST_P(SettlingTest, OneReadingCountsOnceHoweverLateItIsToldAgain) {
  registry_.ResendOnce(true);
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  clock_.Advance(options_.quiet);
  EXPECT_EQ(SettleReading("publications/a", S::ABSENT, 1, {}, 1), "UNKNOWN");
  clock_.Advance(options_.quiet * 2);
  EXPECT_EQ(SettleReading("publications/a", S::ABSENT, 1, {}, 1), "UNKNOWN");
  EXPECT_EQ(Get("publications/a").absent_reads, 1);
  EXPECT_EQ(SettleReading("publications/a", S::ABSENT, 1, {}, 2), "SCHEDULED");
}

TEST_P(SettlingTest, WithOnceItIsSentOnceMoreAndThenStops) {
  registry_.ResendOnce(true);
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(ProveAbsent("publications/a"), "SCHEDULED");
  MakeUnknown("publications/a", 2);
  EXPECT_EQ(ProveAbsent("publications/a", 2), "NEEDS_ATTENTION");
}

TEST_P(SettlingTest, AReadingOfAnEarlierAttemptCountsForNothing) {
  registry_.ResendOnce(true);
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(ProveAbsent("publications/a"), "SCHEDULED");
  MakeUnknown("publications/a", 2);
  EXPECT_EQ(Settle("publications/a", S::ABSENT, 1), "ATTEMPT_UNKNOWN");
  EXPECT_EQ(Get("publications/a").absent_reads, 0);
}

TEST_P(SettlingTest, AWantedCancelIsGrantedByTwoAbsentReadings) {
  registry_.ResendOnce(true);
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
    return tx.Exec("UPDATE publication SET cancel_wanted = 1").status();
  }),
              IsOk());
  clock_.Advance(options_.attempt_deadline + absl::Seconds(1));
  EXPECT_EQ(settling_.LapseOverdue(clock_.Now()).value_or(-1), 1);
  EXPECT_EQ(ProveAbsent("publications/a"), "CANCELLED");
}

TEST_P(SettlingTest, UnreadableIsNotAbsent) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  for (int i = 0; i < 5; ++i) {
    clock_.Advance(options_.quiet);
    EXPECT_EQ(Settle("publications/a", S::UNREADABLE), "UNKNOWN");
  }
  EXPECT_EQ(Get("publications/a").absent_reads, 0);
  clock_.Advance(options_.unreadable_limit);
  EXPECT_EQ(Settle("publications/a", S::UNREADABLE), "NEEDS_ATTENTION");
  EXPECT_EQ(Get("publications/a").cause, "UNREADABLE");
}

TEST_P(SettlingTest, RefusesAFormerOwner) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  --epoch_;
  EXPECT_EQ(Settle("publications/a", S::FOUND, 1, {"1_2"}), "EPOCH_STALE");
  EXPECT_EQ(Get("publications/a").state, P::UNKNOWN);
}

TEST_P(SettlingTest, AWorkerThatKeepsDyingIsNotTriedAgain) {
  registry_.ResendOnce(true);
  options_.lapse_limit = 1;
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_EQ(ProveAbsent("publications/a"), "NEEDS_ATTENTION");
  EXPECT_EQ(Get("publications/a").cause, "POISON");
}

}  // namespace
}  // namespace loa::content

#include "services/content/dispatch/hand_over.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/content/publications/gates.h"
#include "services/content/testing/dispatch_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;

class HandOverTest : public DispatchWorld {
 protected:
  // What one round puts on the queue.
  std::vector<std::string> Round() {
    handed_.clear();
    EXPECT_THAT(hand_over_.RunOnce(clock_.Now()).status(), IsOk());
    return handed_;
  }
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

  std::vector<std::string> handed_;
  bool queue_is_away_ = false;
  HandOver hand_over_{*db_, registry_, options_,
                      [this](absl::Span<const queue::Entry> entries) {
                        if (queue_is_away_) {
                          return absl::UnavailableError("no Redis");
                        }
                        for (const queue::Entry& entry : entries) {
                          handed_.push_back(entry.publication);
                        }
                        return absl::OkStatus();
                      }};
};
INSTANTIATE_TEST_SUITE_P(Engines, HandOverTest, testing::kEngines,
                         testing::EngineName);

TEST_P(HandOverTest, HandsOverWhatIsNearlyDueInOrderAndOnce) {
  Schedule("publications/later", "pages/1", absl::Seconds(10));
  Schedule("publications/b", "pages/1", absl::Seconds(1));
  Schedule("publications/a", "pages/2");
  EXPECT_THAT(Round(), ElementsAre("publications/a", "publications/b"));
  EXPECT_THAT(Round(), ElementsAre());
  clock_.Advance(absl::Seconds(8));
  EXPECT_THAT(Round(), ::testing::Contains("publications/later"));
}

TEST_P(HandOverTest, SweepsWhatNobodyBegan) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Round(), ElementsAre("publications/a"));
  clock_.Advance(options_.sweep_after - absl::Microseconds(1));
  EXPECT_THAT(Round(), ElementsAre());
  clock_.Advance(absl::Microseconds(1));
  EXPECT_THAT(Round(), ElementsAre("publications/a"));
}

TEST_P(HandOverTest, HandsOverAgainToANewOwner) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Round(), ElementsAre("publications/a"));
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
    return Release(tx, kOwner, {{0, epoch_}});
  }),
              IsOk());
  EXPECT_THAT(Round(), ElementsAre());
  LeaseAll("owner-2");
  EXPECT_THAT(Round(), ElementsAre("publications/a"));
}

TEST_P(HandOverTest, KeepsBackWhatIsBehindAClosedGate) {
  Schedule("publications/a", "pages/1");
  for (const char* subject : {"pages/1", "units/huyen", "app"}) {
    Close(subject);
    EXPECT_THAT(Round(), ElementsAre()) << subject;
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return OpenGate(tx, subject, clock_.Now());
    }),
                IsOk());
  }
  EXPECT_THAT(Round(), ElementsAre("publications/a"));
}

TEST_P(HandOverTest, AQueueThatIsAwayGetsEverythingInTheNextRound) {
  Schedule("publications/a", "pages/1");
  queue_is_away_ = true;
  EXPECT_FALSE(hand_over_.RunOnce(clock_.Now()).ok());
  queue_is_away_ = false;
  EXPECT_THAT(Round(), ElementsAre("publications/a"));
}

TEST_P(HandOverTest, LeavesAloneWhatIsBeingSent) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_THAT(Round(), ElementsAre());
}

}  // namespace
}  // namespace loa::content

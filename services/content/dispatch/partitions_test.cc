#include "services/content/dispatch/partitions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/status_matchers.h"
#include "services/content/migrations.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::Duration kLease = absl::Seconds(10);

class PartitionsTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  PartitionsTest() {
    EXPECT_THAT(
        db_->Write([&](sql::Tx& tx) { return EnsurePartitions(tx, 3); }),
        IsOk());
  }
  std::vector<HeldPartition> Take(absl::string_view owner, int64_t want) {
    Leased leased;
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(leased, Lease(tx, owner, want, clock_.Now(), kLease));
      return absl::OkStatus();
    }),
                IsOk());
    changed_hands_ = leased.changed_hands;
    return leased.held;
  }
  void Leave(absl::string_view owner, const std::vector<HeldPartition>& held) {
    EXPECT_THAT(
        db_->Write([&](sql::Tx& tx) { return Release(tx, owner, held); }),
        IsOk());
  }

  bool changed_hands_ = false;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeClock clock_;
};
INSTANTIATE_TEST_SUITE_P(Engines, PartitionsTest, testing::kEngines,
                         testing::EngineName);

using Held = HeldPartition;

TEST_P(PartitionsTest, TakingRaisesTheEpochAndRenewingDoesNot) {
  const auto first = Take("a", 2);
  EXPECT_THAT(first, ElementsAre(Held{0, 1}, Held{1, 1}));
  EXPECT_TRUE(changed_hands_);
  clock_.Advance(kLease / 2);
  EXPECT_EQ(Take("a", 2), first);
  EXPECT_FALSE(changed_hands_);
  clock_.Advance(kLease * 2);
  EXPECT_THAT(Take("a", 2), ElementsAre(Held{0, 2}, Held{1, 2}));
}

TEST_P(PartitionsTest, AnOwnerIsToldAgainWhatALostAnswerSaid) {
  const auto lost = Take("a", 3);
  clock_.Advance(kLease / 2);
  EXPECT_EQ(Take("a", 3), lost);
  clock_.Advance(kLease * 3 / 4);
  EXPECT_EQ(Take("a", 3), lost) << "the second one renewed them";
}

TEST_P(PartitionsTest, TwoOwnersNeverHoldTheSamePartition) {
  EXPECT_THAT(Take("a", 2), ElementsAre(Held{0, 1}, Held{1, 1}));
  EXPECT_THAT(Take("b", 3), ElementsAre(Held{2, 1}));
  clock_.Advance(kLease);
  EXPECT_THAT(Take("b", 3), ElementsAre(Held{0, 2}, Held{1, 2}, Held{2, 2}));
  EXPECT_THAT(Take("a", 3), IsEmpty());
}

TEST_P(PartitionsTest, ALaterOwnerGetsItsShareAndTheEarlierKeepsTheRest) {
  EXPECT_EQ(Take("a", 3).size(), 3u);
  EXPECT_THAT(Take("b", 3), IsEmpty()) << "until the first one renews";
  EXPECT_THAT(Take("a", 3), ElementsAre(Held{0, 1}, Held{1, 1}));
  EXPECT_TRUE(changed_hands_);
  EXPECT_THAT(Take("b", 3), ElementsAre(Held{2, 2}));
  for (int round = 0; round < 3; ++round) {
    EXPECT_THAT(Take("a", 3), ElementsAre(Held{0, 1}, Held{1, 1}));
    EXPECT_THAT(Take("b", 3), ElementsAre(Held{2, 2}));
    EXPECT_FALSE(changed_hands_) << "nothing is passed to and fro";
  }
}

TEST_P(PartitionsTest, TheShareOfAnOwnerThatDiedGoesToTheOthers) {
  Take("a", 3);
  Take("b", 3);
  Take("a", 3);
  clock_.Advance(kLease / 2);
  EXPECT_EQ(Take("b", 3).size(), 1u);
  clock_.Advance(kLease / 2);
  EXPECT_EQ(Take("b", 3).size(), 3u);
}

TEST(ShareOfPartitions, IsEqualAndLeavesNoPartitionToNobody) {
  EXPECT_EQ(ShareOf(64, {64}, 64), 64);
  EXPECT_EQ(ShareOf(64, {64, 64}, 64), 32);
  EXPECT_EQ(ShareOf(64, {64, 64, 64}, 64), 22);
  EXPECT_EQ(ShareOf(10, {64, 10}, 64), 10);
  EXPECT_EQ(ShareOf(64, {64, 10}, 64), 54);
  EXPECT_EQ(ShareOf(0, {0, 64}, 64), 0);
  EXPECT_EQ(ShareOf(5, {5, 7}, 64), 5);
  EXPECT_EQ(ShareOf(7, {5, 7}, 64), 7);
}

TEST_P(PartitionsTest, AReleasedPartitionIsFreeAtOnce) {
  const auto held = Take("a", 3);
  Leave("b", held);
  EXPECT_THAT(Take("b", 3), IsEmpty());
  Leave("a", held);
  EXPECT_EQ(Take("b", 3).size(), 3u);
}

TEST_P(PartitionsTest, OnlyTheHolderUnderThisEpochGetsTheLock) {
  Take("a", 1);
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
    return LockHeld(tx, "a", {0, 1}, clock_.Now());
  }),
              IsOk());
  for (const auto& [owner, held] : {std::pair<const char*, Held>{"b", {0, 1}},
                                    {"a", {0, 2}},
                                    {"a", {1, 1}},
                                    {"a", {9, 1}}}) {
    EXPECT_THAT(db_->Write([&, owner = owner, held = held](sql::Tx& tx) {
      return LockHeld(tx, owner, held, clock_.Now());
    }),
                HasReason("EPOCH_STALE"));
  }
}

TEST_P(PartitionsTest, AStoreKeepsItsNumberOfPartitions) {
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) { return EnsurePartitions(tx, 3); }),
              IsOk());
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) { return EnsurePartitions(tx, 4); }),
              HasReason("PARTITION_COUNT_MISMATCH"));
}

}  // namespace
}  // namespace loa::content

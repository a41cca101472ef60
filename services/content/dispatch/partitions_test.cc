#include "services/content/dispatch/partitions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/status_matchers.h"
#include "services/content/dispatch/leases.h"
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
  std::vector<HeldPartition> Take(absl::string_view owner,
                                  std::vector<HeldPartition> held,
                                  int64_t want) {
    std::vector<HeldPartition> holds;
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(holds,
                       Lease(tx, owner, held, want, clock_.Now(), kLease));
      return absl::OkStatus();
    }),
                IsOk());
    return holds;
  }

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeClock clock_;
};
INSTANTIATE_TEST_SUITE_P(Engines, PartitionsTest, testing::kEngines,
                         testing::EngineName);

using Held = HeldPartition;

TEST_P(PartitionsTest, TakingRaisesTheEpochAndRenewingDoesNot) {
  const auto first = Take("a", {}, 2);
  EXPECT_THAT(first, ElementsAre(Held{0, 1}, Held{1, 1}));
  clock_.Advance(kLease / 2);
  EXPECT_EQ(Take("a", first, 2), first);
  clock_.Advance(kLease * 2);
  EXPECT_THAT(Take("a", first, 2), ElementsAre(Held{0, 2}, Held{1, 2}));
}

TEST_P(PartitionsTest, TwoOwnersNeverHoldTheSamePartition) {
  EXPECT_THAT(Take("a", {}, 2), ElementsAre(Held{0, 1}, Held{1, 1}));
  EXPECT_THAT(Take("b", {}, 3), ElementsAre(Held{2, 1}));
  clock_.Advance(kLease);
  EXPECT_THAT(Take("b", {{2, 1}}, 3),
              ElementsAre(Held{0, 2}, Held{1, 2}, Held{2, 2}));
  EXPECT_THAT(Take("a", {{0, 1}, {1, 1}}, 3), IsEmpty());
}

TEST_P(PartitionsTest, AReleasedPartitionIsFreeAtOnce) {
  const auto held = Take("a", {}, 3);
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) { return Release(tx, "b", held); }),
              IsOk());
  EXPECT_THAT(Take("b", {}, 3), IsEmpty());
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) { return Release(tx, "a", held); }),
              IsOk());
  EXPECT_EQ(Take("b", {}, 3).size(), 3u);
}

TEST_P(PartitionsTest, OnlyTheHolderUnderThisEpochGetsTheLock) {
  Take("a", {}, 1);
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

TEST_P(PartitionsTest, APublisherThatCountsOtherwiseGetsNothing) {
  const DispatchOptions options{.partitions = 3};
  Leases leases(*db_, options);
  rpc::RequestContext context;
  context.now = clock_.Now();
  v1::LeasePartitionsRequest request;
  request.set_owner("a");
  request.set_want(1);
  request.set_partition_count(4);
  EXPECT_THAT(leases.LeasePartitions(context, request),
              HasReason("PARTITION_COUNT_MISMATCH"));
  request.set_partition_count(3);
  const auto response = leases.LeasePartitions(context, request);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->held_size(), 1);
  EXPECT_EQ(response->held(0).epoch(), 1);
}

TEST_P(PartitionsTest, WithoutCompareAndSetTwoPublishersHoldTheSamePartition) {
  const DispatchOptions options{.partitions = 3, .no_compare_and_set = true};
  Leases leases(*db_, options);
  rpc::RequestContext context;
  context.now = clock_.Now();
  v1::LeasePartitionsRequest request;
  request.set_want(3);
  request.set_partition_count(3);
  for (const char* owner : {"a", "b"}) {
    request.set_owner(owner);
    const auto response = leases.LeasePartitions(context, request);
    ASSERT_THAT(response, IsOk());
    EXPECT_EQ(response->held_size(), 3) << owner;
  }
}

}  // namespace
}  // namespace loa::content

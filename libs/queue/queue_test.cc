// Both sides of the queue against a real Redis.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/queue/owner.h"
#include "libs/queue/partition.h"
#include "libs/queue/relay.h"
#include "libs/redis/connection.h"
#include "libs/testing/redis.h"
#include "libs/testing/status_matchers.h"

namespace loa::queue {
namespace {

using testing::HasReason;
using testing::IsOk;

constexpr int kPartitions = 4;
constexpr absl::Duration kNoWait = absl::ZeroDuration();

class QueueTest : public ::testing::Test {
 protected:
  Entry MakeEntry(int number, int64_t epoch = 1) {
    return {"pub" + std::to_string(number), "page" + std::to_string(number),
            number, epoch};
  }
  std::vector<Entry> MakeEntries(int from, int until, int64_t epoch = 1) {
    std::vector<Entry> entries;
    for (int i = from; i < until; ++i) entries.push_back(MakeEntry(i, epoch));
    return entries;
  }
  std::vector<Holding> HoldAll(int64_t epoch = 1) {
    std::vector<Holding> holdings;
    for (int p = 0; p < kPartitions; ++p) holdings.push_back({p, epoch});
    return holdings;
  }
  // Takes until nothing comes.
  std::vector<Owner::Taken> Drain(Owner& owner, int64_t epoch = 1) {
    std::vector<Owner::Taken> all;
    while (true) {
      auto taken = owner.Take(HoldAll(epoch), 10, kNoWait);
      EXPECT_THAT(taken, IsOk());
      if (!taken.ok() || taken->empty()) return all;
      for (Owner::Taken& one : *taken) all.push_back(std::move(one));
    }
  }

  testing::TestRedis redis_;
  Relay relay_{{.redis = redis_.options(), .partitions = kPartitions}};
  Owner owner_{redis_.options()};
  redis::Connection raw_{redis_.options()};
};

TEST_F(QueueTest, GivesEveryEntryOnceAndInOrderWithinItsPartition) {
  ASSERT_THAT(relay_.HandOver(MakeEntries(0, 3000)), IsOk());
  const std::vector<Owner::Taken> taken = Drain(owner_);
  ASSERT_EQ(taken.size(), 3000u);
  std::vector<int64_t> last(kPartitions, -1);
  for (const Owner::Taken& one : taken) {
    EXPECT_EQ(one.partition, PartitionOf(one.entry.page, kPartitions));
    EXPECT_GT(one.entry.due_micros, last[one.partition]);
    last[one.partition] = one.entry.due_micros;
  }
  EXPECT_EQ(owner_.counts().taken, 3000);
  EXPECT_TRUE(Drain(owner_).empty());
}

TEST_F(QueueTest, TrimsWhatWasTaken) {
  for (int round = 0; round < 40; ++round) {
    ASSERT_THAT(relay_.HandOver(MakeEntries(0, 2000)), IsOk());
    Drain(owner_);
  }
  for (int p = 0; p < kPartitions; ++p) {
    const auto length = raw_.Run({"XLEN", StreamKey(p)});
    ASSERT_THAT(length, IsOk());
    // Trimming by whole nodes leaves at most a node.
    EXPECT_LE(*length->view().Integer(), 100);
  }
}

TEST_F(QueueTest, HoldsNoMoreThanItsBoundWhileNobodyTakes) {
  Relay relay({.redis = redis_.options(), .partitions = 1, .max_length = 100});
  for (int i = 0; i < 1000; ++i) {
    ASSERT_THAT(relay.HandOver({MakeEntry(i)}), IsOk());
  }
  const auto length = raw_.Run({"XLEN", StreamKey(0)});
  ASSERT_THAT(length, IsOk());
  EXPECT_LE(*length->view().Integer(), 200);
}

TEST_F(QueueTest, DropsEntriesOfOtherEpochs) {
  ASSERT_THAT(relay_.HandOver(MakeEntries(0, 10, 1)), IsOk());
  ASSERT_THAT(relay_.HandOver(MakeEntries(10, 14, 2)), IsOk());
  EXPECT_EQ(Drain(owner_, 2).size(), 4u);
  EXPECT_EQ(owner_.counts().other_epoch, 10);
}

TEST_F(QueueTest, ReadsFromTheStartWhenTheEpochChanges) {
  ASSERT_THAT(relay_.HandOver(MakeEntries(0, 8, 2)), IsOk());
  EXPECT_TRUE(Drain(owner_, 1).empty());
  EXPECT_EQ(Drain(owner_, 2).size(), 8u);
}

TEST_F(QueueTest, LeavesPartitionsAloneThatAreNotHeld) {
  ASSERT_THAT(relay_.HandOver(MakeEntries(0, 100)), IsOk());
  const auto taken = owner_.Take({{.partition = 2, .epoch = 1}}, 100, kNoWait);
  ASSERT_THAT(taken, IsOk());
  EXPECT_FALSE(taken->empty());
  for (const Owner::Taken& one : *taken) EXPECT_EQ(one.partition, 2);
  const auto none = owner_.Take({}, 100, kNoWait);
  ASSERT_THAT(none, IsOk());
  EXPECT_TRUE(none->empty());
}

TEST_F(QueueTest, DropsAndCountsMalformedEntries) {
  const std::string key = StreamKey(0);
  ASSERT_THAT(raw_.Run({"XADD", key, "*", "e", "nonsense"}), IsOk());
  ASSERT_THAT(raw_.Run({"XADD", key, "*", "e", "1 a b 1 1\ntrash"}), IsOk());
  ASSERT_THAT(raw_.Run({"XADD", key, "*", "x", "1", "y", "2"}), IsOk());
  const std::vector<Owner::Taken> taken = Drain(owner_);
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].entry.publication, "a");
  EXPECT_EQ(owner_.counts().malformed, 3);
}

TEST_F(QueueTest, GoesOnAfterEverythingWasErased) {
  ASSERT_THAT(relay_.HandOver(MakeEntries(0, 50)), IsOk());
  EXPECT_EQ(Drain(owner_).size(), 50u);
  redis_.FlushAll();
  EXPECT_TRUE(Drain(owner_).empty());
  ASSERT_THAT(relay_.HandOver(MakeEntries(50, 80)), IsOk());
  EXPECT_EQ(Drain(owner_).size(), 30u);
}

TEST_F(QueueTest, StartsAgainWhereAStreamWasSetBack) {
  const std::string key = StreamKey(0);
  // A Redis whose clock was ahead, and then one that was restored.
  ASSERT_THAT(raw_.Run({"XADD", key, "99999999999999-0", "e", "1 a b 1 1"}),
              IsOk());
  EXPECT_EQ(Drain(owner_).size(), 1u);
  redis_.FlushAll();
  ASSERT_THAT(raw_.Run({"XADD", key, "5-0", "e", "1 c d 1 1"}), IsOk());
  EXPECT_TRUE(Drain(owner_).empty());  // finds the regress
  EXPECT_EQ(owner_.counts().regressed, 1);
  EXPECT_EQ(Drain(owner_).size(), 1u);
}

TEST_F(QueueTest, SeesARegressWhileOtherPartitionsAreBusy) {
  ASSERT_THAT(
      raw_.Run({"XADD", StreamKey(0), "99999999999999-0", "e", "1 a b 1 1"}),
      IsOk());
  EXPECT_EQ(Drain(owner_).size(), 1u);
  redis_.FlushAll();
  ASSERT_THAT(raw_.Run({"XADD", StreamKey(0), "5-0", "e", "1 c d 1 1"}),
              IsOk());
  bool found = false;
  for (int i = 0; i < 40 && !found; ++i) {
    ASSERT_THAT(raw_.Run({"XADD", StreamKey(1), "*", "e", "1 x y 1 1"}),
                IsOk());
    const auto taken = owner_.Take(HoldAll(), 10, kNoWait);
    ASSERT_THAT(taken, IsOk());
    for (const Owner::Taken& one : *taken) {
      found = found || one.entry.publication == "c";
    }
  }
  EXPECT_TRUE(found);
}

TEST_F(QueueTest, BothSidesOutliveARestart) {
  ASSERT_THAT(relay_.HandOver(MakeEntries(0, 10)), IsOk());
  EXPECT_EQ(Drain(owner_).size(), 10u);
  redis_.Kill();
  EXPECT_FALSE(relay_.HandOver(MakeEntries(10, 20)).ok());
  EXPECT_THAT(owner_.Take(HoldAll(), 10, kNoWait).status(),
              HasReason("REDIS_OUTCOME_UNKNOWN"));
  EXPECT_THAT(owner_.Take(HoldAll(), 10, kNoWait).status(),
              HasReason("REDIS_UNREACHABLE"));
  redis_.Restart();
  ASSERT_THAT(relay_.HandOver(MakeEntries(10, 20)), IsOk());
  EXPECT_EQ(Drain(owner_).size(), 10u);
}

TEST_F(QueueTest, WaitsForTheFirstEntryAndNoLongerThanAsked) {
  const absl::Time start = absl::Now();
  const auto none = owner_.Take(HoldAll(), 10, absl::Milliseconds(50));
  ASSERT_THAT(none, IsOk());
  EXPECT_TRUE(none->empty());
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(45));
}

TEST_F(QueueTest, SaysWhenAKeyIsNoStream) {
  ASSERT_THAT(raw_.Run({"SET", StreamKey(0), "x"}), IsOk());
  EXPECT_THAT(owner_.Take(HoldAll(), 10, kNoWait).status(),
              HasReason("REDIS_WRONG_TYPE"));
  Relay relay({.redis = redis_.options(), .partitions = 1});
  EXPECT_THAT(relay.HandOver({MakeEntry(1)}), HasReason("REDIS_WRONG_TYPE"));
}

TEST_F(QueueTest, RefusesToHandOverWhatIsNoId) {
  EXPECT_THAT(relay_.HandOver({Entry{"a b", "page", 1, 1}}),
              HasReason("QUEUE_ENTRY_INVALID"));
  EXPECT_THAT(relay_.HandOver({Entry{"pub", "", 1, 1}}),
              HasReason("QUEUE_ENTRY_INVALID"));
}

}  // namespace
}  // namespace loa::queue

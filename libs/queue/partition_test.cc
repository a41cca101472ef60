#include "libs/queue/partition.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace loa::queue {
namespace {

// Never change these: pages would move between partitions under the publishers
// that run.  XXH64("", 0) = 0xef46db3751d8e999, XXH64("a", 0) =
// 0xd24ec4f1a98c6e5b, XXH64("abc", 0) = 0x44bc2cf5ad770999 (xxHash's own).
TEST(PartitionOf, IsPinned) {
  EXPECT_EQ(PartitionOf("", 64), 0x99 & 63);
  EXPECT_EQ(PartitionOf("a", 64), 0x5b & 63);
  EXPECT_EQ(PartitionOf("abc", 64), 0x99 & 63);
  EXPECT_EQ(PartitionOf("a", 1 << 16), 0x6e5b);
  EXPECT_EQ(PartitionOf("abc", 1 << 24), 0x770999);
  EXPECT_EQ(PartitionOf("abc", 1000), 0x44bc2cf5ad770999 % 1000);
}

TEST(PartitionOf, UsesEveryPartition) {
  std::set<int> seen;
  for (int page = 0; page < 1000; ++page) {
    const int partition = PartitionOf("page" + std::to_string(page), 16);
    EXPECT_GE(partition, 0);
    EXPECT_LT(partition, 16);
    seen.insert(partition);
  }
  EXPECT_EQ(seen.size(), 16u);
}

TEST(PartitionOf, KnowsAPageByIdAndByName) {
  EXPECT_EQ(PartitionOf("pages/abc", 1 << 24), 0x770999);
}

TEST(PartitionOf, OnePartitionTakesAll) {
  EXPECT_EQ(PartitionOf("anything", 1), 0);
}

TEST(StreamKey, HasOneHashTagAPartition) {
  EXPECT_EQ(StreamKey(7), "loa:{p07}:q");
  EXPECT_EQ(StreamKey(1023), "loa:{p1023}:q");
}

}  // namespace
}  // namespace loa::queue

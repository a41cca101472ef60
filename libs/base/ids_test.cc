#include "libs/base/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "libs/testing/fake_clock.h"

namespace loa::base {
namespace {

using loa::testing::FakeClock;

TEST(RandomIds, AreSixteenDigitsAndLowerCaseLetters) {
  FakeClock clock;
  RandomIds ids(clock);
  for (int i = 0; i < 1000; ++i) {
    const std::string id = ids.NewId();
    ASSERT_EQ(id.size(), 16u);
    for (const unsigned char c : id) {
      ASSERT_TRUE(absl::ascii_isdigit(c) || absl::ascii_islower(c)) << id;
    }
  }
}

TEST(RandomIds, RiseWithinAMillisecondAndAcrossThem) {
  FakeClock clock;
  RandomIds ids(clock);
  std::string last;
  for (int i = 0; i < 100'000; ++i) {
    if (i % 1000 == 0) clock.Advance(absl::Milliseconds(1));
    const std::string id = ids.NewId();
    ASSERT_GT(id, last);
    last = id;
  }
}

TEST(RandomIds, RiseEvenWhenTheClockIsSetBack) {
  FakeClock clock;
  RandomIds ids(clock);
  const std::string before = ids.NewId();
  clock.SetNow(clock.Now() - absl::Hours(24));
  EXPECT_GT(ids.NewId(), before);
}

TEST(RandomIds, OfTwoProcessesRiseWithTheTime) {
  FakeClock clock;
  RandomIds one(clock);
  const std::string earlier = one.NewId();
  clock.Advance(absl::Milliseconds(1));
  RandomIds other(clock);
  EXPECT_GT(other.NewId(), earlier);
}

TEST(RandomIds, CannotBeToldFromTheTimeAlone) {
  FakeClock clock;
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(RandomIds(clock).NewId());
  EXPECT_EQ(ids.size(), 1000u);
}

TEST(RandomIds, CarryIntoTheTimeWhenAMillisecondIsUsedUp) {
  // 35 bits in steps of 32,768 on average last about 1,000,000 ids.
  FakeClock clock;
  RandomIds ids(clock);
  std::string last = ids.NewId();
  const std::string first_millis = last.substr(0, 9);
  for (int i = 0; i < 2'500'000; ++i) {
    std::string id = ids.NewId();
    ASSERT_GT(id, last);
    last = std::move(id);
  }
  EXPECT_GT(last.substr(0, 9), first_millis);
}

TEST(RandomIds, AreUniqueAcrossThreads) {
  RandomIds ids(SystemClock());
  std::vector<std::vector<std::string>> made(8);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&ids, &mine] {
      for (int i = 0; i < 20'000; ++i) mine.push_back(ids.NewId());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 8u * 20'000u);
}

TEST(RandomIds, GiveAsManyRandomBytesAsAsked) {
  RandomIds ids(SystemClock());
  for (const size_t count : {0, 1, 12, 32, 5000}) {
    EXPECT_EQ(ids.RandomBytes(count).size(), count);
  }
  EXPECT_NE(ids.RandomBytes(32), ids.RandomBytes(32));
}

}  // namespace
}  // namespace loa::base

#include "libs/rpc/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <thread>
#include <vector>

namespace loa::rpc {
namespace {

TEST(Executor, RefusesWhatDoesNotFitItsQueue) {
  Executor executor({.threads = 1, .queue = 1});
  std::promise<void> running, go;
  ASSERT_TRUE(executor.TrySubmit([&] {
    running.set_value();
    go.get_future().wait();
  }));
  running.get_future().wait();
  std::atomic<int> ran = 0;
  EXPECT_TRUE(executor.TrySubmit([&] { ++ran; }));
  EXPECT_FALSE(executor.TrySubmit([&] { ran += 100; }));
  EXPECT_EQ(executor.depth(), 1u);
  EXPECT_EQ(executor.busy(), 1u);

  go.set_value();
  executor.Stop();
  EXPECT_EQ(ran, 1);
}

TEST(Executor, RunsWhatIsQueuedBeforeItStops) {
  Executor executor({.threads = 2, .queue = 100});
  std::atomic<int> ran = 0;
  for (int i = 0; i < 100; ++i) executor.TrySubmit([&] { ++ran; });
  executor.Stop();
  EXPECT_EQ(ran + 0, 100);
  EXPECT_FALSE(executor.TrySubmit([] {}));
}

TEST(Executor, RunsAsManyTasksAtOnceAsItHasThreads) {
  constexpr int kThreads = 8;
  Executor executor({.threads = kThreads, .queue = 100});
  for (int round = 0; round < 50; ++round) {
    std::latch all(kThreads);  // each task waits for all others
    std::latch done(kThreads);
    for (int i = 0; i < kThreads; ++i) {
      ASSERT_TRUE(executor.TrySubmit([&] {
        all.arrive_and_wait();
        done.count_down();
      }));
    }
    done.wait();
  }
}

TEST(Executor, LosesNoTaskOfManySubmitters) {
  constexpr int kEach = 5000;
  Executor executor({.threads = 4, .queue = 1 << 20});
  std::latch ran(4 * kEach);
  std::vector<std::thread> submitters;
  for (int t = 0; t < 4; ++t) {
    submitters.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        executor.TrySubmit([&] { ran.count_down(); });
      }
    });
  }
  for (std::thread& submitter : submitters) submitter.join();
  ran.wait();  // while it runs, not because Stop() runs what is left
}

}  // namespace
}  // namespace loa::rpc

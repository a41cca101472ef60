#include "libs/rpc/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

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

}  // namespace
}  // namespace loa::rpc

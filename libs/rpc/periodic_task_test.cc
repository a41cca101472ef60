#include "libs/rpc/periodic_task.h"

#include <gtest/gtest.h>

#include <semaphore>

namespace loa::rpc {
namespace {

TEST(PeriodicTask, RunsAtOnceAndWhenPoked) {
  std::counting_semaphore<> runs(0);
  PeriodicTask task(absl::Hours(1), [&](std::stop_token) { runs.release(); });
  task.Start();
  runs.acquire();
  task.Poke();
  runs.acquire();
}

TEST(PeriodicTask, RunsAgainAfterItsInterval) {
  std::counting_semaphore<> runs(0);
  PeriodicTask task(absl::Milliseconds(1),
                    [&](std::stop_token) { runs.release(); });
  task.Start();
  for (int i = 0; i < 3; ++i) runs.acquire();
}

TEST(PeriodicTask, StopsARunThatWatchesItsToken) {
  std::binary_semaphore started(0);
  PeriodicTask task(absl::Hours(1), [&](std::stop_token stop) {
    started.release();
    while (!stop.stop_requested()) std::this_thread::yield();
  });
  task.Start();
  started.acquire();
  task.Stop();
  task.Stop();
}

}  // namespace
}  // namespace loa::rpc

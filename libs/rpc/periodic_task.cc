#include "libs/rpc/periodic_task.h"

#include <utility>

namespace loa::rpc {

PeriodicTask::PeriodicTask(absl::Duration interval,
                           std::function<void(std::stop_token)> run)
    : interval_(interval), run_(std::move(run)) {}

PeriodicTask::~PeriodicTask() { Stop(); }

void PeriodicTask::Start() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](std::stop_token stop) { Loop(stop); });
}

void PeriodicTask::Stop() {
  thread_.request_stop();
  Poke();
  if (thread_.joinable()) thread_.join();
}

void PeriodicTask::Poke() {
  {
    base::MutexLock lock(mutex_);
    poked_ = true;
  }
  wake_.NotifyAll();
}

void PeriodicTask::Loop(std::stop_token stop) {
  const auto interval = absl::ToChronoNanoseconds(interval_);
  while (!stop.stop_requested()) {
    run_(stop);
    base::MutexLock lock(mutex_);
    while (!poked_ && !stop.stop_requested()) {
      if (!wake_.WaitFor(mutex_, interval)) break;
    }
    poked_ = false;
  }
}

}  // namespace loa::rpc

#include "libs/rpc/executor.h"

#include <utility>

namespace loa::rpc {

Executor::Executor(const Options& options)
    : queue_limit_(static_cast<size_t>(options.queue)) {
  threads_.reserve(static_cast<size_t>(options.threads));
  for (int i = 0; i < options.threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

Executor::~Executor() { Stop(); }

bool Executor::TrySubmit(std::function<void()> task) {
  bool wake = false;
  {
    base::MutexLock lock(mutex_);
    if (stopped_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(task));
    wake = ClaimWake();
  }
  if (wake) wake_.NotifyOne();
  return true;
}

void Executor::Stop() {
  {
    base::MutexLock lock(mutex_);
    stopped_ = true;
  }
  wake_.NotifyAll();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

size_t Executor::depth() const {
  base::MutexLock lock(mutex_);
  return queue_.size();
}

size_t Executor::busy() const {
  base::MutexLock lock(mutex_);
  return busy_;
}

bool Executor::ClaimWake() {
  if (queue_.empty() || idle_ == 0 || waking_) return false;
  waking_ = true;
  return true;
}

bool Executor::AwaitTask() {
  while (queue_.empty() && !stopped_) {
    ++idle_;
    wake_.Wait(mutex_);
    --idle_;
    waking_ = false;
  }
  return !queue_.empty();
}

void Executor::Work() {
  for (;;) {
    std::function<void()> task;
    bool wake = false;
    {
      base::MutexLock lock(mutex_);
      if (!AwaitTask()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
      ++busy_;
      wake = ClaimWake();
    }
    if (wake) wake_.NotifyOne();  // before the task, which may block
    task();
    task = nullptr;  // what it holds is let go before it counts as done
    base::MutexLock lock(mutex_);
    --busy_;
  }
}

}  // namespace loa::rpc

#ifndef LOA_LIBS_RPC_EXECUTOR_H_
#define LOA_LIBS_RPC_EXECUTOR_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "libs/base/mutex.h"

namespace loa::rpc {

// A fixed pool of threads with a bounded queue: where handlers may block.
// gRPC's own callback threads are few (half the cores) and must never wait.
//
// At most one thread is on its way up at a time; once up it calls the next one
// if tasks are left.  So short tasks are done by the threads that run anyway,
// and a wake-up (which costs more than many a task) is paid only for long ones.
class Executor {
 public:
  struct Options {
    // They mostly wait: as many writes as wait together share one durable
    // commit.
    int threads = 64;
    int queue = 1024;  // waiting tasks; more are refused
  };

  explicit Executor(const Options& options);
  ~Executor();  // Stop()
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Queues `task`; false when the queue is full or the pool is stopped, and
  // then `task` was not and will not be run.
  bool TrySubmit(std::function<void()> task);

  // Refuses new tasks, runs those that are queued, joins the threads.
  void Stop();

  // Tasks that wait, and tasks that run.
  size_t depth() const;
  size_t busy() const;

 private:
  void Work();
  // Waits for a task; false once stopped with none left.
  bool AwaitTask() LOA_REQUIRES(mutex_);
  // True when the caller must wake a thread, now that it may be needed.
  bool ClaimWake() LOA_REQUIRES(mutex_);

  const size_t queue_limit_;
  mutable base::Mutex mutex_;
  base::CondVar wake_;
  std::deque<std::function<void()>> queue_ LOA_GUARDED_BY(mutex_);
  size_t busy_ LOA_GUARDED_BY(mutex_) = 0;
  size_t idle_ LOA_GUARDED_BY(mutex_) = 0;
  bool waking_ LOA_GUARDED_BY(mutex_) = false;  // one was called, not yet up
  bool stopped_ LOA_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_EXECUTOR_H_

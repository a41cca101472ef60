#ifndef LOA_LIBS_RPC_PERIODIC_TASK_H_
#define LOA_LIBS_RPC_PERIODIC_TASK_H_

#include <functional>
#include <stop_token>
#include <thread>

#include "absl/time/time.h"
#include "libs/base/mutex.h"
#include "libs/rpc/background.h"

namespace loa::rpc {

// Runs a function on a thread of its own: at once, then every `interval` and
// whenever it is poked.  One run at a time; pokes during a run cause one more.
// The function returns soon after its stop token is set.
class PeriodicTask : public Background {
 public:
  PeriodicTask(absl::Duration interval,
               std::function<void(std::stop_token)> run);
  ~PeriodicTask() override;  // Stop()

  void Start() override;
  void Stop() override;
  // Runs it soon.  Never blocks; fit for a commit listener.
  void Poke();

 private:
  void Loop(std::stop_token stop);

  const absl::Duration interval_;
  const std::function<void(std::stop_token)> run_;
  base::Mutex mutex_;
  base::CondVar wake_;
  bool poked_ LOA_GUARDED_BY(mutex_) = false;
  std::jthread thread_;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_PERIODIC_TASK_H_

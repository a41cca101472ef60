#ifndef LOA_LIBS_RPC_READINESS_H_
#define LOA_LIBS_RPC_READINESS_H_

#include <functional>
#include <string>
#include <vector>

#include "libs/base/mutex.h"
#include "libs/rpc/periodic_task.h"
#include "libs/rpc/server.h"

namespace loa::rpc {

// Runs the readiness checks once a second and tells `changed` whenever the
// sum of them changes.  Not ready until the first run, nor after Drain().
class Readiness {
 public:
  Readiness(std::vector<ReadinessCheck> checks,
            std::function<void(bool ready)> changed);

  void Start() { task_.Start(); }
  // Not ready from now on, whatever the checks say.
  void Drain();

  bool ready() const;
  // "database ok\nregistry not synced yet\n".
  std::string Text() const;

 private:
  void Run();

  const std::vector<ReadinessCheck> checks_;
  const std::function<void(bool)> changed_;
  mutable base::Mutex mutex_;
  bool ready_ LOA_GUARDED_BY(mutex_) = false;
  bool draining_ LOA_GUARDED_BY(mutex_) = false;
  std::string text_ LOA_GUARDED_BY(mutex_) = "starting\n";
  PeriodicTask task_;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_READINESS_H_

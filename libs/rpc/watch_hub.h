#ifndef LOA_LIBS_RPC_WATCH_HUB_H_
#define LOA_LIBS_RPC_WATCH_HUB_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/base/mutex.h"
#include "libs/rpc/background.h"
#include "libs/rpc/periodic_task.h"
#include "libs/sql/database.h"

namespace loa::rpc {

// A stream that waits for news.
class Watcher {
 public:
  virtual ~Watcher() = default;
  // There may be news: look soon.  Never blocks.
  virtual void Wake() = 0;
  // Ends the stream with `status`, once, after what it is doing now.
  virtual void End(const absl::Status& status) = 0;
};

// Wakes the watch streams of a service: after each commit of this process and
// every `poll` (what other replicas commit is found then).  A Background part
// of the server: Stop() ends every stream with UNAVAILABLE, so that its
// watcher goes to another replica.
class WatchHub : public Background {
 public:
  static constexpr int kMaxWatchers = 1000;

  WatchHub(sql::Database& database, absl::Duration poll);
  ~WatchHub() override;

  void Start() override;
  void Stop() override;

  // Errors: OVERLOADED when there are kMaxWatchers, SHUTTING_DOWN after Stop.
  absl::Status Add(const std::shared_ptr<Watcher>& watcher);
  // Wakes everyone soon.
  void Poke() { task_.Poke(); }
  int size() const;

 private:
  std::vector<std::shared_ptr<Watcher>> Living();

  sql::Database& database_;
  int listener_ = -1;
  mutable base::Mutex mutex_;
  std::vector<std::weak_ptr<Watcher>> watchers_ LOA_GUARDED_BY(mutex_);
  bool stopped_ LOA_GUARDED_BY(mutex_) = false;
  PeriodicTask task_;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_WATCH_HUB_H_

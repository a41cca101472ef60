#include "libs/rpc/watch_hub.h"

#include <algorithm>

#include "libs/rpc/errors.h"

namespace loa::rpc {

WatchHub::WatchHub(sql::Database& database, absl::Duration poll)
    : database_(database), task_(poll, [this](std::stop_token) {
        for (const auto& watcher : Living()) watcher->Wake();
      }) {}

WatchHub::~WatchHub() { Stop(); }

void WatchHub::Start() {
  listener_ = database_.AddCommitListener([this] { task_.Poke(); });
  task_.Start();
}

void WatchHub::Stop() {
  if (listener_ >= 0) database_.RemoveCommitListener(listener_);
  listener_ = -1;
  {
    base::MutexLock lock(mutex_);
    stopped_ = true;
  }
  task_.Stop();
  for (const auto& watcher : Living()) watcher->End(ShuttingDown());
}

absl::Status WatchHub::Add(const std::shared_ptr<Watcher>& watcher) {
  base::MutexLock lock(mutex_);
  if (stopped_) return ShuttingDown();
  std::erase_if(watchers_, [](const auto& weak) { return weak.expired(); });
  if (watchers_.size() >= kMaxWatchers) return Overloaded();
  watchers_.push_back(watcher);
  return absl::OkStatus();
}

int WatchHub::size() const {
  base::MutexLock lock(mutex_);
  return static_cast<int>(
      std::count_if(watchers_.begin(), watchers_.end(),
                    [](const auto& weak) { return !weak.expired(); }));
}

// Copies, so that no watcher is called under the lock: a call may end a stream
// and so destroy it.
std::vector<std::shared_ptr<Watcher>> WatchHub::Living() {
  base::MutexLock lock(mutex_);
  std::vector<std::shared_ptr<Watcher>> living;
  for (const auto& weak : watchers_) {
    if (auto watcher = weak.lock()) living.push_back(std::move(watcher));
  }
  return living;
}

}  // namespace loa::rpc

#ifndef LOA_LIBS_SQL_COMMIT_LISTENERS_H_
#define LOA_LIBS_SQL_COMMIT_LISTENERS_H_

#include <functional>
#include <map>
#include <utility>

#include "libs/base/mutex.h"

namespace loa::sql {

// Who is told of commits.  Listeners run under the lock, so that none runs
// after Remove() returned; they must be cheap and must not call back in here.
// Thread-safe.
class CommitListeners {
 public:
  int Add(std::function<void()> listener) {
    base::MutexLock lock(mutex_);
    listeners_.emplace(++last_token_, std::move(listener));
    return last_token_;
  }
  void Remove(int token) {
    base::MutexLock lock(mutex_);
    listeners_.erase(token);
  }
  void Notify() {
    base::MutexLock lock(mutex_);
    for (const auto& [token, listener] : listeners_) listener();
  }

 private:
  base::Mutex mutex_;
  std::map<int, std::function<void()>> listeners_ LOA_GUARDED_BY(mutex_);
  int last_token_ LOA_GUARDED_BY(mutex_) = 0;
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_COMMIT_LISTENERS_H_

#ifndef LOA_LIBS_BASE_MUTEX_H_
#define LOA_LIBS_BASE_MUTEX_H_

#include <chrono>
#include <condition_variable>
#include <mutex>

// Thread-safety annotations, checked by clang and ignored by gcc.
#if defined(__clang__)
#define LOA_ANNOTATION(x) __attribute__((x))
#else
#define LOA_ANNOTATION(x)
#endif
#define LOA_CAPABILITY(x) LOA_ANNOTATION(capability(x))
#define LOA_SCOPED_CAPABILITY LOA_ANNOTATION(scoped_lockable)
#define LOA_GUARDED_BY(x) LOA_ANNOTATION(guarded_by(x))
#define LOA_REQUIRES(...) LOA_ANNOTATION(requires_capability(__VA_ARGS__))
#define LOA_EXCLUDES(...) LOA_ANNOTATION(locks_excluded(__VA_ARGS__))
#define LOA_ACQUIRE(...) LOA_ANNOTATION(acquire_capability(__VA_ARGS__))
#define LOA_RELEASE(...) LOA_ANNOTATION(release_capability(__VA_ARGS__))
#define LOA_NO_ANALYSIS LOA_ANNOTATION(no_thread_safety_analysis)

namespace loa::base {

// std::mutex with annotations.  absl::Mutex is not used because ThreadSanitizer
// reports false races in Debian's build of it.
class LOA_CAPABILITY("mutex") Mutex {
 public:
  void Lock() LOA_ACQUIRE() { mutex_.lock(); }
  void Unlock() LOA_RELEASE() { mutex_.unlock(); }

 private:
  friend class CondVar;
  std::mutex mutex_;
};

class LOA_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) LOA_ACQUIRE(mutex) : mutex_(mutex) {
    mutex_.Lock();
  }
  ~MutexLock() LOA_RELEASE() { mutex_.Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Waits are always in a loop that re-checks the condition.
class CondVar {
 public:
  void Wait(Mutex& mutex) LOA_REQUIRES(mutex) LOA_NO_ANALYSIS {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    lock.release();
  }
  // False when `timeout` passed without a notification.
  bool WaitFor(Mutex& mutex, std::chrono::nanoseconds timeout)
      LOA_REQUIRES(mutex) LOA_NO_ANALYSIS {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    const bool notified =
        condition_.wait_for(lock, timeout) == std::cv_status::no_timeout;
    lock.release();
    return notified;
  }
  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_MUTEX_H_

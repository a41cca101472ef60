#ifndef LOA_LIBS_TESTING_FAKE_CLOCK_H_
#define LOA_LIBS_TESTING_FAKE_CLOCK_H_

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"

namespace loa::testing {

// A clock that stands still until the test moves it.  Thread-safe.
class FakeClock : public base::Clock {
 public:
  // 2022-06-01T00:00:00Z unless the test says otherwise.
  explicit FakeClock(absl::Time now = absl::FromCivil(absl::CivilDay(2022, 6,
                                                                     1),
                                                      absl::UTCTimeZone()))
      : now_(now) {}

  absl::Time Now() const override {
    base::MutexLock lock(mutex_);
    return now_;
  }
  absl::Duration SinceBoot() const override {
    base::MutexLock lock(mutex_);
    return since_boot_;
  }

  // Time passes, on both clocks.
  void Advance(absl::Duration duration) {
    base::MutexLock lock(mutex_);
    now_ += duration;
    since_boot_ += duration;
  }
  // Somebody sets the wall clock, backwards perhaps.
  void SetNow(absl::Time now) {
    base::MutexLock lock(mutex_);
    now_ = now;
  }

 private:
  mutable base::Mutex mutex_;
  absl::Time now_ LOA_GUARDED_BY(mutex_);
  absl::Duration since_boot_ LOA_GUARDED_BY(mutex_) = absl::Hours(1);
};

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_FAKE_CLOCK_H_

#include "libs/base/clock.h"

#include <time.h>

#include "absl/time/clock.h"

namespace loa::base {
namespace {

class HostClock : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }

  absl::Duration SinceBoot() const override {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return absl::DurationFromTimespec(now);
  }
};

}  // namespace

const Clock& SystemClock() {
  static const auto& clock = *new HostClock;
  return clock;
}

}  // namespace loa::base

#ifndef LOA_LIBS_BASE_CLOCK_H_
#define LOA_LIBS_BASE_CLOCK_H_

#include "absl/time/time.h"

namespace loa::base {

// Where code gets the time.  Use cases take a Clock and never call
// absl::Now(), so that tests decide what time it is.  Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  // Wall time, UTC.  May step backwards when the host's clock is set.
  virtual absl::Time Now() const = 0;

  // Time since boot, suspend included (CLOCK_BOOTTIME).  Never steps: the
  // clock for deadlines that must hold across a paused process.
  virtual absl::Duration SinceBoot() const = 0;
};

// The host's clocks.  Lives for ever.
const Clock& SystemClock();

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_CLOCK_H_

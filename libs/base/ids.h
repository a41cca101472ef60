#ifndef LOA_LIBS_BASE_IDS_H_
#define LOA_LIBS_BASE_IDS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "libs/base/clock.h"
#include "libs/base/mutex.h"

namespace loa::base {

// Where code gets ids and randomness.  Thread-safe.
class IdSource {
 public:
  virtual ~IdSource() = default;

  // A new resource id: 16 characters of [0-9a-z], time-ordered to the
  // millisecond (45 bits of time, 35 random bits).
  virtual std::string NewId() = 0;

  // `count` bytes fit for secrets and nonces.
  virtual std::string RandomBytes(size_t count) = 0;
};

// Ids from a clock and the operating system's random source.
class RandomIds : public IdSource {
 public:
  explicit RandomIds(const Clock& clock) : clock_(clock) {}
  std::string NewId() override;
  std::string RandomBytes(size_t count) override;

 private:
  const Clock& clock_;
  Mutex mutex_;
  uint64_t last_millis_ LOA_GUARDED_BY(mutex_) = 0;
  uint64_t last_random_ LOA_GUARDED_BY(mutex_) = 0;
};

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_IDS_H_

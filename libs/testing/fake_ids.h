#ifndef LOA_LIBS_TESTING_FAKE_IDS_H_
#define LOA_LIBS_TESTING_FAKE_IDS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/ids.h"
#include "libs/base/mutex.h"
#include "libs/base/sha256.h"

namespace loa::testing {

// The same ids and bytes in every run: "0000000000000001", ...0002, and a
// stream of bytes that depends on the seed only.  Thread-safe.
class FakeIds : public base::IdSource {
 public:
  explicit FakeIds(uint64_t seed = 0) : seed_(seed) {}

  std::string NewId() override {
    base::MutexLock lock(mutex_);
    return absl::StrFormat("%016d", ++ids_);
  }
  std::string RandomBytes(size_t count) override {
    base::MutexLock lock(mutex_);
    std::string bytes;
    while (bytes.size() < count) {
      bytes += base::Sha256(absl::StrCat(seed_, "/", ++blocks_));
    }
    bytes.resize(count);
    return bytes;
  }

 private:
  const uint64_t seed_;
  base::Mutex mutex_;
  uint64_t ids_ LOA_GUARDED_BY(mutex_) = 0;
  uint64_t blocks_ LOA_GUARDED_BY(mutex_) = 0;
};

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_FAKE_IDS_H_

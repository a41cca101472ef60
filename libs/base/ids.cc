#include "libs/base/ids.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::base {
namespace {

constexpr int kRandomBits = 35;
constexpr uint64_t kRandomMask = (uint64_t{1} << kRandomBits) - 1;
constexpr uint64_t kMillisMask = (uint64_t{1} << 45) - 1;
// Within a millisecond ids step forward by 1..65536: in order, yet the next
// one cannot be told from the last.
constexpr uint64_t kStepMask = 0xffff;
constexpr int kIdLength = 16;
// Crockford's base 32: sorts like the number it stands for, and has no letters
// that are read as digits.
constexpr absl::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

void FillRandom(char* out, size_t count) {
  while (count > 0) {
    const ssize_t got = getrandom(out, count, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      std::abort();  // no ids and no secrets without randomness
    }
    out += got;
    count -= static_cast<size_t>(got);
  }
}

uint64_t Random64() {
  uint64_t value = 0;
  FillRandom(reinterpret_cast<char*>(&value), sizeof(value));
  return value;
}

// 80 bits as 16 characters of 5, most significant first.
std::string Encode(uint64_t millis, uint64_t random) {
  std::string id(kIdLength, '0');
  for (int i = 8; i >= 0; --i, millis >>= 5) id[i] = kAlphabet[millis & 31];
  for (int i = 15; i >= 9; --i, random >>= 5) id[i] = kAlphabet[random & 31];
  return id;
}

}  // namespace

std::string RandomIds::NewId() {
  const uint64_t now =
      static_cast<uint64_t>(absl::ToUnixMillis(clock_.Now())) & kMillisMask;
  const uint64_t fresh = Random64();
  MutexLock lock(mutex_);
  if (now > last_millis_) {
    last_millis_ = now;
    last_random_ = fresh & kRandomMask;
  } else {
    // The same millisecond, or a clock that was set back.
    last_random_ += 1 + (fresh & kStepMask);
    if (last_random_ > kRandomMask) {
      ++last_millis_;
      last_random_ = fresh & kStepMask;
    }
  }
  return Encode(last_millis_, last_random_);
}

std::string RandomIds::RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  FillRandom(bytes.data(), count);
  return bytes;
}

}  // namespace loa::base

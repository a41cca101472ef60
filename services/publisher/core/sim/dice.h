#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_DICE_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_DICE_H_

#include <cstdint>

#include "absl/time/time.h"

namespace loa::publisher::sim {

// All the randomness of a simulation: one seed, one sequence (splitmix64).
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  int Below(int limit) { return static_cast<int>(Next() % limit); }
  bool Chance(double probability) {
    return static_cast<double>(Next() >> 11) * 0x1p-53 < probability;
  }
  absl::Duration Within(absl::Duration least, absl::Duration most) {
    return least + (most - least) * (static_cast<double>(Below(1001)) / 1000);
  }

 private:
  uint64_t state_;
};

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_DICE_H_

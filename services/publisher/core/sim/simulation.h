#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_SIMULATION_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_SIMULATION_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "services/publisher/core/sim/content_model.h"

namespace loa::publisher::sim {

struct SimulationConfig {
  uint64_t seed = 1;
  int64_t steps = 200'000;  // events with faults; then all heals and must end
  int publishers = 2;
  int pages = 12;
  int partitions = 4;
  Control control = Control::kNone;
};

struct SimulationResult {
  std::vector<std::string> violations;  // empty: every invariant held
  int64_t steps = 0;
  size_t publications = 0, shown = 0;
  size_t adopted = 0;                // posts made outside
  std::map<std::string, int> fired;  // faults by name
};

// Runs real Cores against models of content, Redis and the platform, on one
// thread and a made-up clock: lost, late and repeated RPCs, an erased Redis,
// crashed and paused publishers with skewed clocks, every fault of the
// platform.  The same config gives the same run, event by event.
SimulationResult Simulate(const SimulationConfig& config);

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_SIMULATION_H_

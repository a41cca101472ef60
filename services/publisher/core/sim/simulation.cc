#include "services/publisher/core/sim/simulation.h"

#include "services/publisher/core/sim/world.h"

namespace loa::publisher::sim {

SimulationResult Simulate(const SimulationConfig& config) {
  World world(config);
  world.RunFaulty();
  world.RunHealed();
  return world.Result();
}

}  // namespace loa::publisher::sim

#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_WORLD_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_WORLD_H_

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "libs/queue/entry.h"
#include "services/publisher/core/core.h"
#include "services/publisher/core/sim/amendment_model.h"
#include "services/publisher/core/sim/content_model.h"
#include "services/publisher/core/sim/dice.h"
#include "services/publisher/core/sim/platform_model.h"
#include "services/publisher/core/sim/simulation.h"

namespace loa::publisher::sim {

// One publisher: a real core, and what a machine adds to it.
struct Process {
  int number = 0;
  int life = 0;  // raised by every crash: answers to a former life are lost
  std::unique_ptr<Core> core;
  absl::Duration boot_offset;  // its CLOCK_BOOTTIME against the world's clock
  absl::Duration wall_skew;
  absl::Time paused_until = absl::InfinitePast();

  std::string owner() const;
};

// The clock, the queue of things to come, and everything in it.
class World {
 public:
  explicit World(const SimulationConfig& config);

  void RunFaulty();
  void RunHealed();
  SimulationResult Result() const;

 private:
  class Performer;
  using Task = std::function<void()>;

  void At(absl::Duration delay, Task task);
  bool RunOne();  // false when nothing is to come

  // Recurring.
  void Tick(Process& process);
  void ContentWorks();
  void PeopleWork();
  void PeopleAmend();
  void Misfortune();

  void Boot(Process& process);
  void Deliver(Process& process, int life, const Event& event);
  void Perform(Process& process, const Action& action);
  void PerformCall(Process& process, const Call& call);
  void PerformAmend(Process& process, const Amend& amend);
  EntriesTaken TakeFromRedis(const TakeEntries& action);
  // One RPC: its effect and its answer, or any way to lose either.
  void Rpc(Process& process, std::function<Event()> effect, Event failure);

  absl::Duration Latency() {
    return dice_.Within(absl::Milliseconds(1), absl::Milliseconds(20));
  }
  void Violation(const std::string& what, const std::string& name);

  const SimulationConfig config_;
  const absl::Duration quiescence_ = absl::Seconds(2);
  Dice dice_;
  absl::Time now_ = absl::FromUnixSeconds(1'653'955'200);
  int64_t next_task_ = 0, steps_ = 0;
  std::map<std::pair<absl::Time, int64_t>, Task> tasks_;
  ContentModel content_;
  AmendmentModel amendments_;
  PlatformModel platform_;
  std::set<std::string> facts_;  // units': pages whose first post it knows
  std::map<int, std::deque<queue::Entry>> redis_;
  std::vector<Process> processes_;
  bool faulty_ = true;
  int created_ = 0, wanted_ = 0, outside_ = 0;
  int amended_ = 0;  // whose publication was amended last
  std::vector<std::string> violations_;
  std::map<std::string, int> fired_;
};

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_WORLD_H_

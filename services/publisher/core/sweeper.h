#ifndef LOA_SERVICES_PUBLISHER_CORE_SWEEPER_H_
#define LOA_SERVICES_PUBLISHER_CORE_SWEEPER_H_

#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/time/time.h"
#include "services/publisher/core/event.h"
#include "services/publisher/core/gates.h"
#include "services/publisher/core/leases.h"

namespace loa::publisher {

// Reads the pages that content wants swept, a few at a time, and tells what
// they show.  Nothing is repeated: content lists again what it was not told.
class Sweeper {
 public:
  struct Config {
    absl::Duration interval = absl::Seconds(5);  // between two lists
    int max_pages = 2;                           // at once
    int partitions = 64;
  };

  explicit Sweeper(const Config& config) : config_(config) {}

  // Leaves alone what belongs to partitions that `leases` does not hold, and
  // pages behind a gate.
  void OnListed(const Now& now, const SweepsListed& listed,
                const Leases& leases, const Gates& gates);
  void OnSwept(const PageSwept& swept, std::vector<Action>& actions);
  void OnRecorded(const OutsideRecorded& recorded);

  // What is to be done now.  `held` is empty while draining.
  void Plan(const Now& now, const std::vector<queue::Holding>& held,
            std::vector<Action>& actions);

 private:
  struct Work {
    SweepsListed::Item item;
    queue::Holding partition;
    bool under_way = false;
  };

  const Config config_;
  bool listing_ = false;
  absl::Duration next_list_;
  int reading_ = 0;
  absl::btree_map<std::string, Work> work_;  // by page
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_SWEEPER_H_

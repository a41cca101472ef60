#ifndef LOA_SERVICES_PUBLISHER_CORE_RECONCILER_H_
#define LOA_SERVICES_PUBLISHER_CORE_RECONCILER_H_

#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/time/time.h"
#include "services/publisher/core/event.h"
#include "services/publisher/core/leases.h"
#include "services/publisher/core/outbox.h"

namespace loa::publisher {

// Settles what is UNKNOWN: asks content which pages are to be read now (it
// owns the waiting), reads each once for all its unsettled publications, and
// tells content what was seen.
class Reconciler {
 public:
  struct Config {
    absl::Duration interval = absl::Seconds(1);  // between two lists
    absl::Duration skew = absl::Seconds(120);    // of clocks; see Match()
    int max_reads = 4;                           // at once
    int max_batch = 100;
    int partitions = 64;
  };

  explicit Reconciler(const Config& config)
      : config_(config), settles_(config.max_batch) {}

  // Leaves alone what belongs to partitions that `leases` does not hold.
  void OnListed(const Now& now, const UnsettledListed& listed,
                const Leases& leases);
  // Judges it for each publication that waited for this page.
  void OnRead(const PageRead& read);
  void OnSettled(const Now& now, const SettlesAnswered& answered);

  // What is to be done now.  `held` is empty while draining.
  void Plan(const Now& now, const std::vector<queue::Holding>& held,
            std::vector<Action>& actions);

  // Nothing is being read or told.
  bool idle() const { return reading_.empty() && settles_.empty(); }

 private:
  struct Wanted {
    UnsettledListed::Item item;
    queue::Holding partition;
  };
  struct Reading {
    std::vector<Wanted> wanted;
    bool under_way = false;
  };
  bool Known(const std::string& publication) const;

  const Config config_;
  bool listing_ = false;
  absl::Duration next_list_;
  int reads_ = 0;
  absl::btree_map<std::string, Reading> reading_;  // by page
  Outbox<SettleAttempts::Item> settles_;           // by publication
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_RECONCILER_H_

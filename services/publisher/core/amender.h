#ifndef LOA_SERVICES_PUBLISHER_CORE_AMENDER_H_
#define LOA_SERVICES_PUBLISHER_CORE_AMENDER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/time/time.h"
#include "services/publisher/core/event.h"
#include "services/publisher/core/gates.h"
#include "services/publisher/core/leases.h"
#include "services/publisher/core/outbox.h"

namespace loa::publisher {

// Edits and deletes what is visible: asks content what is to be done now (it
// owns order, waiting and gates), begins, calls once, tells; and reads a post
// whose amendment has an unknown outcome. What it forgets costs time only: an
// attempt that nobody ends becomes UNKNOWN in content, and is read.
class Amender {
 public:
  struct Config {
    absl::Duration interval = absl::Seconds(1);  // between two lists
    int max_work = 64;                           // amendments at once
    int max_batch = 100;
    int partitions = 64;
    // Less than this before the deadline, a call is not started any more.
    absl::Duration least_call_time = absl::Milliseconds(200);
  };

  explicit Amender(const Config& config)
      : config_(config),
        finishes_(config.max_batch),
        settles_(config.max_batch) {}

  // Leaves alone what belongs to partitions that `leases` does not hold, and
  // pages behind a gate that content may not know of yet.
  void OnListed(const Now& now, const AmendmentsListed& listed,
                const Leases& leases, const Gates& gates);
  void OnBegun(const Now& now, const AmendmentsBegun& begun,
               std::vector<Action>& actions);
  // The gate that the verdict closes, if any.
  std::optional<GateClosure> OnFinished(const AmendFinished& finished);
  void OnRead(const PostRead& read);
  void OnTold(const Now& now, const AmendmentsTold& told);

  // What is to be done now.  `held` is empty while draining.
  void Plan(const Now& now, const std::vector<queue::Holding>& held,
            std::vector<Action>& actions);

  // Nothing is being begun, called, read or told.
  bool idle() const {
    return work_.empty() && finishes_.empty() && settles_.empty();
  }

 private:
  struct Work {
    enum class Stage { kListed, kBeginning, kCalling, kReading };
    AmendmentsListed::Item item;
    queue::Holding partition;
    Stage stage = Stage::kListed;
    absl::Duration begin_sent;  // boot time before the sending of its Begin
  };
  bool Known(const std::string& amendment) const;

  const Config config_;
  bool listing_ = false;
  absl::Duration next_list_;
  absl::btree_map<std::string, Work> work_;  // by amendment
  Outbox<FinishAmendments::Item> finishes_;  // by amendment
  Outbox<SettleAmendments::Item> settles_;   // by amendment
};

// How long a gate stays closed besides, where the platform names no time.
inline constexpr absl::Duration kGatePause = absl::Seconds(10);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_AMENDER_H_

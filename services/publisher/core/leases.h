#ifndef LOA_SERVICES_PUBLISHER_CORE_LEASES_H_
#define LOA_SERVICES_PUBLISHER_CORE_LEASES_H_

#include <cstdint>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/time/time.h"
#include "libs/queue/owner.h"
#include "services/publisher/core/event.h"

namespace loa::publisher {

// The partitions that this process owns, as far as it may believe so.
class Leases {
 public:
  // Takes over what content answered; the partitions that are gone or have
  // another epoch now.
  std::vector<int> Update(const LeasesAnswered& answer);
  // Leases that ran out by the boot clock; they are held no more.
  std::vector<int> DropExpired(absl::Duration now);
  void Drop(int partition) { held_.erase(partition); }

  bool Holds(int partition, int64_t epoch) const;
  std::vector<queue::Holding> holdings() const;
  // The length of a lease, as last answered.
  absl::Duration length() const { return length_; }

 private:
  struct Lease {
    int64_t epoch = 0;
    absl::Duration until;
  };
  absl::btree_map<int, Lease> held_;
  absl::Duration length_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_LEASES_H_

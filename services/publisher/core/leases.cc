#include "services/publisher/core/leases.h"

namespace loa::publisher {

std::vector<int> Leases::Update(const LeasesAnswered& answer) {
  absl::btree_map<int, Lease> now_held;
  for (const queue::Holding& holding : answer.held) {
    now_held[holding.partition] = {holding.epoch, answer.sent + answer.lease};
  }
  std::vector<int> lost;
  for (const auto& [partition, lease] : held_) {
    const auto still = now_held.find(partition);
    if (still == now_held.end() || still->second.epoch != lease.epoch) {
      lost.push_back(partition);
    }
  }
  held_ = std::move(now_held);
  length_ = answer.lease;
  return lost;
}

std::vector<int> Leases::DropExpired(absl::Duration now) {
  std::vector<int> lost;
  for (const auto& [partition, lease] : held_) {
    if (lease.until <= now) lost.push_back(partition);
  }
  for (const int partition : lost) held_.erase(partition);
  return lost;
}

bool Leases::Holds(int partition, int64_t epoch) const {
  const auto lease = held_.find(partition);
  return lease != held_.end() && lease->second.epoch == epoch;
}

std::vector<queue::Holding> Leases::holdings() const {
  std::vector<queue::Holding> all;
  for (const auto& [partition, lease] : held_) {
    all.push_back({partition, lease.epoch});
  }
  return all;
}

}  // namespace loa::publisher

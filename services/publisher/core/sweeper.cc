#include "services/publisher/core/sweeper.h"

#include <algorithm>
#include <utility>

#include "libs/queue/partition.h"

namespace loa::publisher {

void Sweeper::OnListed(const Now& now, const SweepsListed& listed,
                       const Leases& leases, const Gates& gates) {
  listing_ = false;
  next_list_ = now.boot + config_.interval;
  if (!listed.ok) return;
  const std::vector<queue::Holding> held = leases.holdings();
  for (const SweepsListed::Item& item : listed.items) {
    if (work_.contains(item.page) || gates.Closed(item.page, now)) continue;
    const int partition = queue::PartitionOf(item.page, config_.partitions);
    const auto holding =
        std::find_if(held.begin(), held.end(), [&](const auto& candidate) {
          return candidate.partition == partition;
        });
    if (holding == held.end()) continue;
    work_.emplace(item.page, Work{item, *holding});
  }
}

void Sweeper::OnSwept(const PageSwept& swept, std::vector<Action>& actions) {
  const auto found = work_.find(swept.page);
  if (found == work_.end() || !found->second.under_way) return;
  const Work& work = found->second;
  actions.push_back(RecordOutside{swept.page, work.partition, work.item.sweep,
                                  swept.complete, swept.posts});
}

void Sweeper::OnRecorded(const OutsideRecorded& recorded) {
  const auto found = work_.find(recorded.page);
  if (found == work_.end()) return;
  if (found->second.under_way) --reading_;
  work_.erase(found);
}

void Sweeper::Plan(const Now& now, const std::vector<queue::Holding>& held,
                   std::vector<Action>& actions) {
  // Draining: what was not begun is left to the next owner.
  if (held.empty()) return;
  if (!listing_ && work_.empty() && now.boot >= next_list_) {
    listing_ = true;
    actions.push_back(ListSweeps{held});
  }
  for (auto& [page, work] : work_) {
    if (reading_ >= config_.max_pages) return;
    if (work.under_way) continue;
    work.under_way = true;
    ++reading_;
    actions.push_back(SweepPage{page, work.item.since});
  }
}

}  // namespace loa::publisher

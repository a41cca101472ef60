#include "services/publisher/core/reconciler.h"

#include <algorithm>
#include <utility>

#include "libs/queue/partition.h"

namespace loa::publisher {

void Reconciler::OnListed(const Now& now, const UnsettledListed& listed,
                          const Leases& leases) {
  listing_ = false;
  next_list_ = now.boot + config_.interval;
  if (!listed.ok) return;
  const std::vector<queue::Holding> held = leases.holdings();
  for (const UnsettledListed::Item& item : listed.items) {
    if (Known(item.publication)) continue;
    const int partition = queue::PartitionOf(item.page, config_.partitions);
    const auto holding =
        std::find_if(held.begin(), held.end(), [&](const auto& candidate) {
          return candidate.partition == partition;
        });
    if (holding == held.end()) continue;
    Reading& reading = reading_[item.page];
    // A read that is under way looks from its own start only.
    if (!reading.under_way) reading.wanted.push_back({item, *holding});
  }
}

void Reconciler::OnRead(const PageRead& read) {
  const auto reading = reading_.find(read.page);
  if (reading == reading_.end() || !reading->second.under_way) return;
  for (const Wanted& wanted : reading->second.wanted) {
    const UnsettledListed::Item& item = wanted.item;
    Sight sight;
    if (read.readable) {
      sight = Match(item.sought, read.posts, read.complete, config_.skew);
    } else {
      sight.evidence = read.why;
    }
    settles_.Put(item.publication,
                 {item.publication, wanted.partition, item.attempt,
                  item.reading, std::move(sight)});
  }
  reading_.erase(reading);
  --reads_;
}

void Reconciler::OnSettled(const Now& now, const SettlesAnswered& answered) {
  bool all = true;
  for (const Recorded& item : answered.items) {
    if (item.answered) {
      settles_.Settle(item.publication);
    } else {
      all = false;
    }
  }
  settles_.EndBatch(now.boot, all);
}

void Reconciler::Plan(const Now& now, const std::vector<queue::Holding>& held,
                      std::vector<Action>& actions) {
  if (!listing_ && !held.empty() && now.boot >= next_list_) {
    listing_ = true;
    actions.push_back(ListUnsettled{held});
  }
  for (auto& [page, reading] : reading_) {
    if (reads_ >= config_.max_reads) break;
    if (reading.under_way) continue;
    absl::Time since = absl::InfiniteFuture();
    for (const Wanted& wanted : reading.wanted) {
      since = std::min(since, wanted.item.sought.begun - config_.skew);
    }
    reading.under_way = true;
    ++reads_;
    actions.push_back(ReadPage{page, since});
  }
  std::vector<SettleAttempts::Item> batch = settles_.NextBatch(now.boot);
  if (!batch.empty()) actions.push_back(SettleAttempts{std::move(batch)});
}

bool Reconciler::Known(const std::string& publication) const {
  if (settles_.Find(publication) != nullptr) return true;
  for (const auto& [page, reading] : reading_) {
    for (const Wanted& wanted : reading.wanted) {
      if (wanted.item.publication == publication) return true;
    }
  }
  return false;
}

}  // namespace loa::publisher

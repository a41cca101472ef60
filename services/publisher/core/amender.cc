#include "services/publisher/core/amender.h"

#include <algorithm>
#include <utility>

#include "libs/queue/partition.h"

namespace loa::publisher {

bool Amender::Known(const std::string& amendment) const {
  return work_.contains(amendment) || finishes_.Find(amendment) != nullptr ||
         settles_.Find(amendment) != nullptr;
}

void Amender::OnListed(const Now& now, const AmendmentsListed& listed,
                       const Leases& leases, const Gates& gates) {
  listing_ = false;
  next_list_ = now.boot + config_.interval;
  if (!listed.ok) return;
  const std::vector<queue::Holding> held = leases.holdings();
  for (const AmendmentsListed::Item& item : listed.items) {
    if (static_cast<int>(work_.size()) >= config_.max_work) {
      next_list_ = now.boot + config_.interval / 10;
      return;
    }
    if (Known(item.amendment)) continue;
    if (!item.read && gates.Closed(item.page, now)) continue;
    const int partition = queue::PartitionOf(item.page, config_.partitions);
    const auto holding =
        std::find_if(held.begin(), held.end(), [&](const auto& candidate) {
          return candidate.partition == partition;
        });
    if (holding == held.end()) continue;
    Work work;
    work.item = item;
    work.partition = *holding;
    work_.emplace(item.amendment, std::move(work));
  }
}

void Amender::OnBegun(const Now& now, const AmendmentsBegun& begun,
                      std::vector<Action>& actions) {
  for (const AmendmentsBegun::Item& answer : begun.items) {
    const auto found = work_.find(answer.amendment);
    if (found == work_.end()) continue;
    Work& work = found->second;
    if (work.stage != Work::Stage::kBeginning ||
        work.item.attempt != answer.attempt) {
      continue;
    }
    const absl::Duration deadline = work.begin_sent + answer.deadline;
    if (!answer.begun || now.boot + config_.least_call_time > deadline) {
      // Content lists it again: to begin, or to read when it was begun.
      work_.erase(found);
      continue;
    }
    work.stage = Work::Stage::kCalling;
    const AmendmentsListed::Item& item = work.item;
    actions.push_back(Amend{item.amendment, item.kind, item.page, item.post_id,
                            item.text, item.attempt, deadline});
  }
}

std::optional<GateClosure> Amender::OnFinished(const AmendFinished& finished) {
  const auto found = work_.find(finished.amendment);
  if (found == work_.end() || found->second.stage != Work::Stage::kCalling ||
      found->second.item.attempt != finished.attempt) {
    return std::nullopt;
  }
  const AmendmentsListed::Item item = std::move(found->second.item);
  work_.erase(found);
  const Verdict& verdict = finished.verdict;
  FinishAmendments::Item end{item.amendment, item.publication, item.attempt,
                             verdict, absl::ZeroDuration()};
  std::optional<GateClosure> closure;
  if (verdict.scope != Verdict::Scope::kNone) {
    end.retry_after = verdict.closed_for.value_or(kGatePause);
    closure =
        GateClosure{verdict.scope == Verdict::Scope::kApp ? "app" : item.page,
                    std::string(Name(verdict.kind)), verdict.closed_for};
  }
  finishes_.Put(item.amendment, std::move(end));
  return closure;
}

void Amender::OnRead(const PostRead& read) {
  const auto found = work_.find(read.amendment);
  if (found == work_.end() || found->second.stage != Work::Stage::kReading) {
    return;
  }
  const Work work = std::move(found->second);
  work_.erase(found);
  settles_.Put(read.amendment, {read.amendment, work.item.publication,
                                work.partition, work.item.attempt, read.sight});
}

void Amender::OnTold(const Now& now, const AmendmentsTold& told) {
  bool all = true;
  for (const AmendmentsTold::Item& item : told.items) {
    if (!item.answered) {
      all = false;
    } else if (told.settles) {
      settles_.Settle(item.amendment);
    } else {
      finishes_.Settle(item.amendment);
    }
  }
  if (told.settles) {
    settles_.EndBatch(now.boot, all);
  } else {
    finishes_.EndBatch(now.boot, all);
  }
}

void Amender::Plan(const Now& now, const std::vector<queue::Holding>& held,
                   std::vector<Action>& actions) {
  if (!listing_ && !held.empty() && now.boot >= next_list_) {
    listing_ = true;
    actions.push_back(ListAmendments{held});
  }
  BeginAmendments begin;
  for (auto& [amendment, work] : work_) {
    if (work.stage != Work::Stage::kListed) continue;
    if (work.item.read) {
      work.stage = Work::Stage::kReading;
      actions.push_back(ReadPost{amendment, work.item.page, work.item.post_id});
      continue;
    }
    work.stage = Work::Stage::kBeginning;
    work.begin_sent = now.boot;
    begin.items.push_back(
        {amendment, work.item.publication, work.partition, work.item.attempt});
  }
  if (!begin.items.empty()) actions.push_back(std::move(begin));
  std::vector<FinishAmendments::Item> ends = finishes_.NextBatch(now.boot);
  if (!ends.empty()) actions.push_back(FinishAmendments{std::move(ends)});
  std::vector<SettleAmendments::Item> sights = settles_.NextBatch(now.boot);
  if (!sights.empty()) actions.push_back(SettleAmendments{std::move(sights)});
}

}  // namespace loa::publisher

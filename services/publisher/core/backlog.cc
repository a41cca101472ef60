#include "services/publisher/core/backlog.h"

#include <tuple>

namespace loa::publisher {
namespace {

std::tuple<int64_t, int64_t, std::string> PlaceOf(const Job& job) {
  return {job.due_micros, job.sequence, job.publication};
}

}  // namespace

bool Backlog::Add(Job job) {
  if (jobs_.contains(job.publication)) return false;
  pages_[job.page].order.insert(PlaceOf(job));
  std::string publication = job.publication;
  jobs_.emplace(std::move(publication), std::move(job));
  return true;
}

void Backlog::Reorder(Job& job, int64_t due_micros, int64_t sequence) {
  Page& page = PageOf(job);
  page.order.erase(PlaceOf(job));
  job.due_micros = due_micros;
  job.sequence = sequence;
  page.order.insert(PlaceOf(job));
}

void Backlog::Remove(absl::string_view publication) {
  const auto job = jobs_.find(publication);
  if (job == jobs_.end()) return;
  const auto page = pages_.find(job->second.page);
  page->second.order.erase(PlaceOf(job->second));
  if (page->second.in_flight == publication) page->second.in_flight.clear();
  jobs_.erase(job);
  // An idle page goes when its budget has nothing to remember.
  if (page->second.order.empty()) {
    WakeAt(page->first, page->second.budget.full_at());
  }
}

template <typename Condition>
void Backlog::RemoveIf(Condition condition) {
  std::vector<std::string> gone;
  for (const auto& [publication, job] : jobs_) {
    if (!job.in_flight() && condition(job)) gone.push_back(publication);
  }
  for (const std::string& publication : gone) Remove(publication);
}

void Backlog::RemoveWaiting(int partition) {
  RemoveIf(
      [&](const Job& job) { return job.partition.partition == partition; });
}

void Backlog::RemoveWaiting() {
  RemoveIf([](const Job&) { return true; });
}

Job* Backlog::Find(absl::string_view publication) {
  const auto job = jobs_.find(publication);
  return job == jobs_.end() ? nullptr : &job->second;
}

Job* Backlog::Head(absl::string_view page) {
  const auto found = pages_.find(page);
  if (found == pages_.end() || found->second.order.empty()) return nullptr;
  return Find(std::get<2>(*found->second.order.begin()));
}

void Backlog::WakeAt(const std::string& page, absl::Duration at) {
  const auto found = pages_.find(page);
  if (found == pages_.end() || found->second.wake <= at) return;
  wakes_.erase({found->second.wake, page});
  found->second.wake = at;
  wakes_.emplace(at, page);
}

std::string Backlog::NextAwake(absl::Duration now) {
  while (!wakes_.empty() && wakes_.begin()->first <= now) {
    std::string name = wakes_.begin()->second;
    wakes_.erase(wakes_.begin());
    Page& page = pages_.at(name);
    page.wake = absl::InfiniteDuration();
    if (!page.order.empty()) return name;
    if (page.budget.full_at() <= now) {
      pages_.erase(name);
    } else {
      WakeAt(name, page.budget.full_at());
    }
  }
  return "";
}

}  // namespace loa::publisher

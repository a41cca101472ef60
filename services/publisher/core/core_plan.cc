// What a Core starts after an event; core.cc has how it takes events.

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/publisher/core/core.h"

namespace loa::publisher {
namespace {

constexpr int kMaxLoads = 2;  // batches at once
// Recorded first posts that one renewal tells of: the contract's limit.
constexpr size_t kMaxRecorded = 500;
// A head that waits longer than this is forgotten: content hands it over
// again when its time has come.
constexpr absl::Duration kLongestWait = absl::Seconds(30);

}  // namespace

void Core::Plan(const Now& now) {
  if (done_) return;
  PlanLeases(now);
  if (!draining_) {
    if (now.boot >= next_take_) PlanTake();
  }
  for (std::string page = backlog_.NextAwake(now.boot); !page.empty();
       page = backlog_.NextAwake(now.boot)) {
    Look(now, page);
  }
  PlanLoad();
  PlanBegin(now);
  PlanTelling(now);
  if (draining_) PlanEnd();
}

void Core::PlanLeases(const Now& now) {
  if (renewing_ || now.boot < next_renewal_) return;
  renewing_ = true;
  const auto last = recorded_.size() <= kMaxRecorded
                        ? recorded_.end()
                        : std::next(recorded_.begin(), kMaxRecorded);
  recorded_said_.assign(recorded_.begin(), last);
  actions_.push_back(
      RenewLeases{leases_.holdings(), !draining_, recorded_said_});
}

void Core::PlanTake() {
  if (taking_ || backlog_.size() >= config_.max_jobs) return;
  std::vector<queue::Holding> held = leases_.holdings();
  if (held.empty()) return;
  taking_ = true;
  actions_.push_back(TakeEntries{std::move(held), config_.take_max});
}

void Core::PlanLoad() {
  while (loads_ < kMaxLoads && !to_load_.empty()) {
    LoadPublications load;
    while (!to_load_.empty() &&
           load.publications.size() < static_cast<size_t>(config_.max_batch)) {
      Job* job = backlog_.Find(to_load_.front());
      if (job != nullptr && job->stage == Job::Stage::kTaken) {
        job->stage = Job::Stage::kLoading;
        load.publications.push_back(job->publication);
      }
      to_load_.pop_front();
    }
    if (load.publications.empty()) return;
    ++loads_;
    actions_.push_back(std::move(load));
  }
}

void Core::Look(const Now& now, const std::string& page) {
  Job* head = backlog_.Head(page);
  if (head == nullptr) return;
  const std::string& in_flight = backlog_.PageOf(*head).in_flight;
  if (!in_flight.empty()) {
    Job* job = backlog_.Find(in_flight);
    // Woken to ask again what content did not answer.
    if (job == nullptr || job->stage != Job::Stage::kBeginning) return;
    if (now.boot < job->begin_again) {
      if (job->begin_again < absl::InfiniteDuration()) {
        backlog_.WakeAt(page, job->begin_again);
      }
      return;
    }
    job->begin_again = absl::InfiniteDuration();
    begins_.push_back(
        {job->publication, job->partition, job->attempt, job->prepared_ids});
    return;
  }
  if (draining_) return;
  if (head->stage == Job::Stage::kTaken) {
    to_load_.push_back(head->publication);
    return;
  }
  if (head->stage != Job::Stage::kReady) return;
  const absl::Duration wait = WaitOf(now, *head);
  if (wait > kLongestWait) {
    const std::string publication = head->publication;
    backlog_.Remove(publication);
    backlog_.WakeAt(page, now.boot);
  } else if (wait > absl::ZeroDuration()) {
    backlog_.WakeAt(page, now.boot + wait);
  } else {
    eligible_.push_back(page);
  }
}

absl::Duration Core::WaitOf(const Now& now, const Job& head) {
  if (gates_.Closed(head.page, now)) {
    // Content hands over again when the gate opens; kept meanwhile only to
    // leave at once, and only where there is room.
    const bool room = backlog_.size() < config_.max_jobs / 2;
    return room ? absl::Milliseconds(100) : absl::InfiniteDuration();
  }
  if (now.wall < head.not_before) return head.not_before - now.wall;
  return backlog_.PageOf(head).budget.Wait(config_.page_rate, now.boot);
}

void Core::PlanBegin(const Now& now) {
  const size_t slots = config_.max_calls;
  while (!eligible_.empty() && !draining_ &&
         static_cast<size_t>(slots_used_) < slots) {
    if (app_budget_.Wait(config_.app_rate, now.boot) > absl::ZeroDuration()) {
      break;
    }
    const std::string page = std::move(eligible_.front());
    eligible_.pop_front();
    // The page may have another head by now, or a closed gate.
    Job* head = backlog_.Head(page);
    if (head == nullptr || head->stage != Job::Stage::kReady ||
        !backlog_.PageOf(*head).in_flight.empty()) {
      continue;
    }
    if (WaitOf(now, *head) > absl::ZeroDuration()) {
      backlog_.WakeAt(page, now.boot);
      continue;
    }
    Start(now, *head);
  }
  while (!begins_.empty()) {
    BeginAttempts batch;
    const size_t size =
        std::min(begins_.size(), static_cast<size_t>(config_.max_batch));
    batch.items.assign(begins_.begin(), begins_.begin() + size);
    begins_.erase(begins_.begin(), begins_.begin() + size);
    actions_.push_back(std::move(batch));
  }
}

void Core::Start(const Now& now, Job& head) {
  ++slots_used_;
  app_budget_.Spend(config_.app_rate, now.boot);
  backlog_.PageOf(head).budget.Spend(config_.page_rate, now.boot);
  backlog_.PageOf(head).in_flight = head.publication;
  if (head.prepared_ids.size() == head.photos.size() ||
      head.not_prepared.has_value()) {
    Begin(now, head);
    return;
  }
  head.stage = Job::Stage::kPreparing;
  actions_.push_back(
      Prepare{head.publication, head.page, head.attempt, head.photos});
}

void Core::Begin(const Now& now, Job& job) {
  job.stage = Job::Stage::kBeginning;
  job.begin_sent = std::min(job.begin_sent, now.boot);
  job.begin_again = absl::InfiniteDuration();
  begins_.push_back(
      {job.publication, job.partition, job.attempt, job.prepared_ids});
}

void Core::PlanTelling(const Now& now) {
  std::vector<FinishAttempts::Item> finishes = finishes_.NextBatch(now.boot);
  if (!finishes.empty()) {
    actions_.push_back(FinishAttempts{std::move(finishes)});
  }
  std::vector<GateClosure> closures = closures_.NextBatch(now.boot);
  if (!closures.empty()) actions_.push_back(ReportGates{std::move(closures)});
  std::vector<FirstPost> facts = facts_.NextBatch(now.boot);
  if (!facts.empty()) actions_.push_back(RecordFirstPosts{std::move(facts)});
  const std::vector<queue::Holding> held =
      draining_ ? std::vector<queue::Holding>() : leases_.holdings();
  reconciler_.Plan(now, held, actions_);
  amender_.Plan(now, held, actions_);
  sweeper_.Plan(now, held, actions_);
}

void Core::PlanEnd() {
  // Facts are not waited for: content keeps them for the next owner.
  if (backlog_.size() > 0 || !finishes_.empty() || !closures_.empty() ||
      !reconciler_.idle() || !amender_.idle() || renewing_) {
    return;
  }
  done_ = true;
  actions_.push_back(ReleaseLeases{leases_.holdings()});
}

}  // namespace loa::publisher

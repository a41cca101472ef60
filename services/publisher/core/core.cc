#include "services/publisher/core/core.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace loa::publisher {
namespace {

// How soon to ask again what was not answered.
constexpr absl::Duration kAskAgain = absl::Milliseconds(200);
// After NOT_DUE: our clock is ahead of content's by a little.
constexpr absl::Duration kNotDuePause = absl::Milliseconds(50);
// While something unsettled holds the page.
constexpr absl::Duration kHeldPause = absl::Milliseconds(500);
// Whatever the lease, no more renewals than this.
constexpr absl::Duration kLeastRenewalPause = absl::Milliseconds(20);
// A full budget of which no regain time was told.
constexpr absl::Duration kUsagePause = absl::Minutes(1);

}  // namespace

std::vector<Action> Core::Step(const Now& now, const Event& event) {
  actions_.clear();
  std::visit([&](const auto& one) { On(now, one); }, event);
  for (const int partition : leases_.DropExpired(now.boot)) {
    LosePartition(partition);
  }
  Plan(now);
  return std::move(actions_);
}

void Core::On(const Now& now, const LeasesAnswered& event) {
  renewing_ = false;
  if (!event.ok) {
    next_renewal_ = now.boot + kAskAgain;
    return;
  }
  for (const int partition : leases_.Update(event)) LosePartition(partition);
  gates_.Update(event);
  for (const std::string& page : recorded_said_) recorded_.erase(page);
  for (const FirstPost& post : event.first_posts) {
    if (recorded_.contains(post.page) || facts_.Find(post.page) != nullptr) {
      continue;
    }
    facts_.Put(post.page, post);
  }
  next_renewal_ =
      std::max(event.sent + event.lease / 3, now.boot + kLeastRenewalPause);
}

void Core::On(const Now& now, const EntriesTaken& event) {
  taking_ = false;
  next_take_ = event.ok ? now.boot : now.boot + kAskAgain;
  if (draining_) return;
  for (const queue::Owner::Taken& taken : event.entries) {
    if (backlog_.size() >= config_.max_jobs) return;
    if (!leases_.Holds(taken.partition, taken.entry.epoch)) continue;
    Job job;
    job.publication = taken.entry.publication;
    job.page = taken.entry.page;
    job.partition = {taken.partition, taken.entry.epoch};
    job.due_micros = taken.entry.due_micros;
    if (backlog_.Add(std::move(job))) {
      to_load_.push_back(taken.entry.publication);
    }
  }
}

void Core::On(const Now& now, const PublicationsLoaded& event) {
  using Kind = PublicationsLoaded::Item::Kind;
  --loads_;
  for (const PublicationsLoaded::Item& item : event.items) {
    Job* job = backlog_.Find(item.publication);
    if (job == nullptr || job->stage != Job::Stage::kLoading) continue;
    const std::string page = job->page;
    if (item.kind == Kind::kUnavailable) {
      job->stage = Job::Stage::kTaken;
      backlog_.WakeAt(page, now.boot + kAskAgain);
      continue;
    }
    if (item.kind == Kind::kNotSendable || item.page != page) {
      backlog_.Remove(item.publication);
    } else {
      job->stage = Job::Stage::kReady;
      job->attempt = item.attempt_count + 1;
      job->not_before = std::max(item.due, item.not_before);
      job->text = item.text;
      job->link = item.link;
      job->photos = item.photos;
      backlog_.Reorder(*job, absl::ToUnixMicros(item.due), item.sequence);
    }
    backlog_.WakeAt(page, now.boot);
  }
}

void Core::On(const Now& now, const Prepared& event) {
  Job* job = backlog_.Find(event.publication);
  if (job == nullptr || job->stage != Job::Stage::kPreparing ||
      job->attempt != event.attempt) {
    return;
  }
  // Nothing was begun: whoever owns the page now prepares it anew.
  if (draining_ ||
      !leases_.Holds(job->partition.partition, job->partition.epoch)) {
    --slots_used_;
    const std::string page = job->page;
    backlog_.Remove(event.publication);
    backlog_.WakeAt(page, now.boot);
    return;
  }
  job->prepared_ids = event.ids;
  if (event.ids.empty()) job->not_prepared = event.verdict;
  Begin(now, *job);
}

void Core::On(const Now& now, const BeginsAnswered& event) {
  using Kind = BeginsAnswered::Item::Kind;
  for (const BeginsAnswered::Item& item : event.items) {
    Job* job = backlog_.Find(item.publication);
    if (job == nullptr || job->stage != Job::Stage::kBeginning ||
        job->attempt != item.attempt) {
      continue;
    }
    if (item.kind == Kind::kBegun) {
      OnBegun(now, *job, item);
    } else {
      OnNotBegun(now, *job, item.kind);
    }
  }
}

void Core::OnBegun(const Now& now, Job& job,
                   const BeginsAnswered::Item& answer) {
  // From before the first sending, however often it was repeated.
  const absl::Duration deadline = job.begin_sent + answer.deadline;
  job.stage = Job::Stage::kCalling;
  if (job.not_prepared.has_value()) {
    Finish(now, job, *job.not_prepared);
    return;
  }
  if (now.boot + config_.least_call_time > deadline) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::kNotSent;
    verdict.detail = "begun too late for its deadline; nothing was sent";
    Finish(now, job, std::move(verdict));
    return;
  }
  actions_.push_back(Call{job.publication, job.page, job.attempt, job.text,
                          job.link, job.prepared_ids, deadline});
}

void Core::OnNotBegun(const Now& now, Job& job,
                      BeginsAnswered::Item::Kind kind) {
  using Kind = BeginsAnswered::Item::Kind;
  const std::string page = job.page;
  if (kind == Kind::kUnavailable) {
    // Perhaps it was begun: the same words again, and nothing else of the
    // page, until content has answered.
    ++job.begin_tries;
    job.begin_again = now.boot + kAskAgain;
    backlog_.WakeAt(page, job.begin_again);
    return;
  }
  --slots_used_;
  // No call came of it: those that wait must not use up what others may send.
  app_budget_.Refund(config_.app_rate);
  backlog_.PageOf(job).budget.Refund(config_.page_rate);
  if ((kind == Kind::kNotDue || kind == Kind::kPageHeld) && !draining_) {
    job.stage = Job::Stage::kReady;
    // A sending that was never answered may still arrive there, and then its
    // deadline counts from before it, and its words stand.
    if (job.begin_tries == 0) {
      job.begin_sent = absl::InfiniteDuration();
      job.not_prepared.reset();
    }
    backlog_.PageOf(job).in_flight.clear();
    backlog_.WakeAt(
        page, now.boot + (kind == Kind::kNotDue ? kNotDuePause : kHeldPause));
    return;
  }
  const queue::Holding partition = job.partition;
  backlog_.Remove(job.publication);
  backlog_.WakeAt(page, now.boot);
  if (kind == Kind::kEpochStale &&
      leases_.Holds(partition.partition, partition.epoch)) {
    leases_.Drop(partition.partition);
    LosePartition(partition.partition);
    next_renewal_ = now.boot;
  }
}

void Core::On(const Now& now, const CallFinished& event) {
  Job* job = backlog_.Find(event.publication);
  if (job == nullptr || job->stage != Job::Stage::kCalling ||
      job->attempt != event.attempt) {
    return;
  }
  OnUsage(now, *job, event);
  Verdict verdict = event.verdict;
  if (config_.unsafe_resend_on_timeout &&
      verdict.kind == Verdict::Kind::kUnknown) {
    verdict.kind = Verdict::Kind::kNotSent;
  }
  Finish(now, *job, std::move(verdict));
}

void Core::OnUsage(const Now& now, const Job& job, const CallFinished& event) {
  if (event.verdict.scope != Verdict::Scope::kNone) return;
  if (event.app_usage >= config_.usage_stop) {
    Close(now, {"app", "THROTTLED", kUsagePause});
  }
  if (event.page_usage >= config_.usage_stop) {
    Close(now, {job.page, "THROTTLED", kUsagePause});
  }
}

void Core::Finish(const Now& now, Job& job, Verdict verdict) {
  --slots_used_;
  job.stage = Job::Stage::kFinishing;
  FinishAttempts::Item item;
  item.publication = job.publication;
  item.attempt = job.attempt;
  if (verdict.scope != Verdict::Scope::kNone) {
    item.retry_after = verdict.closed_for.value_or(kGatePause);
    Close(now, {verdict.scope == Verdict::Scope::kApp ? "app" : job.page,
                std::string(Name(verdict.kind)), verdict.closed_for});
  }
  item.verdict = std::move(verdict);
  finishes_.Put(job.publication, std::move(item));
}

void Core::On(const Now& now, const FinishesAnswered& event) {
  bool all = true;
  for (const Recorded& item : event.items) {
    if (!item.answered) {
      all = false;
      continue;
    }
    if (!finishes_.Settle(item.publication)) continue;
    Job* job = backlog_.Find(item.publication);
    if (job == nullptr) continue;
    const std::string page = job->page;
    backlog_.Remove(item.publication);
    backlog_.WakeAt(page, now.boot);
  }
  finishes_.EndBatch(now.boot, all);
}

void Core::On(const Now& now, const UnsettledListed& event) {
  reconciler_.OnListed(now, event, leases_);
}

void Core::On(const Now& now, const PageRead& event) {
  if (event.closure.has_value()) Close(now, *event.closure);
  reconciler_.OnRead(event);
}

void Core::On(const Now& now, const SettlesAnswered& event) {
  reconciler_.OnSettled(now, event);
}

void Core::On(const Now& now, const GatesReported& event) {
  if (event.ok) {
    gates_.Told(event, now.boot);
    for (const GateClosure& closure : event.closures) {
      closures_.Settle(closure.subject);
    }
  }
  closures_.EndBatch(now.boot, event.ok);
}

void Core::On(const Now& now, const FactsRecorded& event) {
  bool all = true;
  for (const FactsRecorded::Item& item : event.items) {
    if (item.answered) {
      if (facts_.Settle(item.page)) recorded_.insert(item.page);
    } else {
      all = false;
    }
  }
  facts_.EndBatch(now.boot, all);
}

void Core::On(const Now& now, const AmendmentsListed& event) {
  amender_.OnListed(now, event, leases_, gates_);
}

void Core::On(const Now& now, const AmendmentsBegun& event) {
  amender_.OnBegun(now, event, actions_);
}

void Core::On(const Now& now, const AmendFinished& event) {
  std::optional<GateClosure> closure = amender_.OnFinished(event);
  if (closure.has_value()) Close(now, *std::move(closure));
}

void Core::On(const Now& now, const PostRead& event) {
  if (event.closure.has_value()) Close(now, *event.closure);
  amender_.OnRead(event);
}

void Core::On(const Now& now, const AmendmentsTold& event) {
  amender_.OnTold(now, event);
}

void Core::On(const Now& now, const SweepsListed& event) {
  sweeper_.OnListed(now, event, leases_, gates_);
}

void Core::On(const Now& now, const PageSwept& event) {
  if (event.closure.has_value()) Close(now, *event.closure);
  sweeper_.OnSwept(event, actions_);
}

void Core::On(const Now&, const OutsideRecorded& event) {
  sweeper_.OnRecorded(event);
}

void Core::On(const Now&, const Drain&) {
  draining_ = true;
  to_load_.clear();
  backlog_.RemoveWaiting();
}

void Core::Close(const Now& now, GateClosure closure) {
  gates_.Close(closure, now.boot);
  std::string subject = closure.subject;
  closures_.Put(std::move(subject), std::move(closure));
}

void Core::LosePartition(int partition) { backlog_.RemoveWaiting(partition); }

}  // namespace loa::publisher

#include "services/publisher/worker.h"

#include <chrono>
#include <utility>
#include <variant>

#include "libs/base/log.h"
#include "services/publisher/errors.h"

namespace loa::publisher {
namespace {

// How long the loop sleeps when nothing happens: the grain of due times.
constexpr std::chrono::milliseconds kTick{5};
// RPCs at once: few kinds, each batched.
constexpr int kAskThreads = 12;
// The core bounds what it has under way, so that no queue ever fills.
constexpr int kQueueLimit = 1 << 16;

void LogVerdict(absl::string_view what, const std::string& name, int attempt,
                const Verdict& verdict) {
  const bool fine = verdict.kind == Verdict::Kind::kAccepted;
  base::Log(fine ? base::Severity::kInfo : base::Severity::kWarning,
            "visible call ended",
            {{what, name},
             {"attempt", attempt},
             {"verdict", Name(verdict.kind)},
             {"http_status", verdict.http_status},
             {"code", verdict.code},
             {"subcode", verdict.subcode},
             {"platform_trace_id", verdict.trace_id},
             {"detail", verdict.detail}});
}

}  // namespace

// Starts each kind of action on its pool.
class Worker::Doer {
 public:
  explicit Doer(Worker& worker) : worker_(worker) {}

  void operator()(Call action) const {
    Submit(*worker_.calls_, [&worker = worker_, action = std::move(action)] {
      ++worker.counts_.calls;
      CallFinished event = worker.parts_.pages.Do(action);
      if (event.verdict.kind == Verdict::Kind::kAccepted) {
        ++worker.counts_.published;
      } else if (event.verdict.kind == Verdict::Kind::kUnknown) {
        ++worker.counts_.unknown;
      }
      LogVerdict("publication", event.publication, event.attempt,
                 event.verdict);
      worker.Post(std::move(event));
    });
  }
  void operator()(Prepare action) const {
    Submit(*worker_.calls_, [&worker = worker_, action = std::move(action)] {
      ++worker.counts_.prepares;
      worker.Post(worker.parts_.pages.Do(action));
    });
  }
  void operator()(ReadPage action) const {
    ++worker_.counts_.read_backs;
    AskPages(std::move(action));
  }
  void operator()(Amend action) const {
    Submit(*worker_.calls_, [&worker = worker_, action = std::move(action)] {
      AmendFinished event = worker.parts_.pages.Do(action);
      LogVerdict("amendment", event.amendment, event.attempt, event.verdict);
      worker.Post(std::move(event));
    });
  }
  void operator()(ReadPost action) const { AskPages(std::move(action)); }
  void operator()(SweepPage action) const { AskPages(std::move(action)); }
  void operator()(TakeEntries action) const {
    Submit(*worker_.taker_, [&worker = worker_, action = std::move(action)] {
      worker.Post(Take(worker, action));
    });
  }
  void operator()(RecordFirstPosts action) const {
    Submit(*worker_.asks_, [&worker = worker_, action = std::move(action)] {
      worker.Post(worker.parts_.units.Do(action));
    });
  }
  void operator()(ReleaseLeases action) const {
    const absl::Status status = worker_.parts_.content.Do(action);
    if (status.ok()) return;
    base::Log(base::Severity::kWarning, "leases were not given back",
              {{"status", status.ToString()}});
  }
  void operator()(RenewLeases action) const {
    Submit(*worker_.asks_, [&worker = worker_, action = std::move(action)] {
      LeasesAnswered event = worker.parts_.content.Do(action);
      worker.content_answers_ = event.ok;
      worker.Post(std::move(event));
    });
  }
  template <typename Action>  // what content answers
  void operator()(Action action) const {
    Submit(*worker_.asks_, [&worker = worker_, action = std::move(action)] {
      worker.Post(worker.parts_.content.Do(action));
    });
  }

 private:
  template <typename Action>
  void AskPages(Action action) const {
    Submit(*worker_.asks_, [&worker = worker_, action = std::move(action)] {
      worker.Post(worker.parts_.pages.Do(action));
    });
  }
  static EntriesTaken Take(Worker& worker, const TakeEntries& action) {
    EntriesTaken event;
    auto taken = worker.parts_.queue.Take(action.held, action.max,
                                          worker.options_.block);
    event.ok = taken.ok();
    if (event.ok) {
      event.entries = *std::move(taken);
    } else {
      base::Log(base::Severity::kWarning, "the queue does not answer",
                {{"status", taken.status().ToString()}});
    }
    return event;
  }
  template <typename Task>
  void Submit(rpc::Executor& pool, Task task) const {
    if (pool.TrySubmit(std::move(task))) return;
    base::Log(base::Severity::kError, "the publisher's own pool is full");
  }

  Worker& worker_;
};

Worker::Worker(const Options& options, const Parts& parts)
    : options_(options), parts_(parts), core_(options.core) {}

Worker::~Worker() { Stop(); }

void Worker::Start() {
  calls_ = std::make_unique<rpc::Executor>(
      rpc::Executor::Options{options_.core.max_calls, kQueueLimit});
  asks_ = std::make_unique<rpc::Executor>(
      rpc::Executor::Options{kAskThreads, kQueueLimit});
  taker_ =
      std::make_unique<rpc::Executor>(rpc::Executor::Options{1, kQueueLimit});
  thread_ = std::thread([this] { Run(); });
}

void Worker::Stop() {
  if (!thread_.joinable()) return;
  {
    base::MutexLock lock(mutex_);
    stopping_ = true;
    wake_.NotifyOne();
  }
  thread_.join();
  taker_->Stop();
  calls_->Stop();
  asks_->Stop();
}

absl::Status Worker::Ready() const {
  return content_answers_ ? absl::OkStatus() : ContentSilent();
}

void Worker::AddMetrics(rpc::CallMetrics& metrics) {
  const auto gauge = [&](const char* name, const char* help,
                         const std::atomic<int64_t>& value) {
    metrics.AddGauge(name, help,
                     [&value] { return static_cast<double>(value.load()); });
  };
  gauge("loa_publisher_calls", "Visible calls made", counts_.calls);
  gauge("loa_publisher_prepares", "Posts whose photos were uploaded unseen",
        counts_.prepares);
  gauge("loa_publisher_published", "Visible calls that were accepted",
        counts_.published);
  gauge("loa_publisher_unknown", "Visible calls with an unknown outcome",
        counts_.unknown);
  gauge("loa_publisher_read_backs", "Pages read back", counts_.read_backs);
  gauge("loa_publisher_jobs", "Publications known to the core", jobs_);
  gauge("loa_publisher_in_flight", "Begins and calls under way", in_flight_);
}

void Worker::Run() {
  absl::Duration drain_until = absl::InfiniteDuration();
  while (!core_.done() && parts_.clock.SinceBoot() < drain_until) {
    bool begin_drain = false;
    {
      base::MutexLock lock(mutex_);
      begin_drain = stopping_ && drain_until == absl::InfiniteDuration();
    }
    if (begin_drain) {
      drain_until = parts_.clock.SinceBoot() + options_.drain_limit;
      Step(Drain());
    } else {
      Step(Next());
    }
  }
  if (core_.done()) return;
  base::Log(base::Severity::kWarning, "the drain was cut",
            {{"jobs", static_cast<int64_t>(core_.jobs())}});
}

void Worker::Step(const Event& event) {
  const Doer doer(*this);
  for (Action& action : core_.Step(now(), event)) {
    std::visit(doer, std::move(action));
  }
  jobs_ = static_cast<int64_t>(core_.jobs());
  in_flight_ = core_.slots_used();
}

void Worker::Post(Event event) {
  base::MutexLock lock(mutex_);
  events_.push_back(std::move(event));
  wake_.NotifyOne();
}

Event Worker::Next() {
  base::MutexLock lock(mutex_);
  if (events_.empty()) wake_.WaitFor(mutex_, kTick);
  if (events_.empty()) return Tick();
  Event event = std::move(events_.front());
  events_.pop_front();
  return event;
}

Now Worker::now() const {
  return {parts_.clock.SinceBoot(), parts_.clock.Now()};
}

}  // namespace loa::publisher

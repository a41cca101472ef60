#ifndef LOA_SERVICES_PUBLISHER_WORKER_H_
#define LOA_SERVICES_PUBLISHER_WORKER_H_

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "libs/queue/owner.h"
#include "libs/rpc/background.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "services/publisher/content_gateway.h"
#include "services/publisher/core/core.h"
#include "services/publisher/page_calls.h"
#include "services/publisher/units_gateway.h"

namespace loa::publisher {

// Drives a Core with the real world: one thread steps it, pools do what it
// asks for and post the answers back as events.
class Worker : public rpc::Background {
 public:
  struct Parts {
    const base::Clock& clock;
    ContentGateway& content;
    UnitsGateway& units;
    PageCalls& pages;
    queue::Owner& queue;  // used by one thread of the worker alone
  };
  struct Options {
    CoreConfig core;
    // How long an empty queue is waited on; at most queue::Owner::kMaxBlock.
    absl::Duration block = absl::Milliseconds(200);
    // A drain that takes longer is cut; what is left becomes UNKNOWN and is
    // reconciled by the next owner.
    absl::Duration drain_limit = absl::Seconds(15);
  };

  // All parts outlive it.
  Worker(const Options& options, const Parts& parts);
  ~Worker() override;  // Stop()

  void Start() override;
  // Drains: takes and begins nothing more, ends what is in flight, tells
  // content, gives the leases back.
  void Stop() override;

  // OK while content answers.
  absl::Status Ready() const;

  // loa_publisher_*; the worker outlives the last scrape.
  void AddMetrics(rpc::CallMetrics& metrics);

  struct Counts {
    std::atomic<int64_t> prepares{0};   // posts whose photos were uploaded
    std::atomic<int64_t> calls{0};      // visible calls made
    std::atomic<int64_t> published{0};  // of them accepted
    std::atomic<int64_t> unknown{0};    // of them with an unknown outcome
    std::atomic<int64_t> read_backs{0};
  };
  const Counts& counts() const { return counts_; }

 private:
  class Doer;

  void Run();
  // Steps the core and starts what it asks for.
  void Step(const Event& event);
  void Post(Event event);
  // The next event; a Tick when none came in time.
  Event Next();
  Now now() const;

  const Options options_;
  const Parts parts_;
  Core core_;  // the loop's thread alone

  base::Mutex mutex_;
  base::CondVar wake_;
  std::deque<Event> events_ LOA_GUARDED_BY(mutex_);
  bool stopping_ LOA_GUARDED_BY(mutex_) = false;

  std::atomic<bool> content_answers_{false};
  std::atomic<int64_t> jobs_{0}, in_flight_{0};  // of core_
  Counts counts_;
  // After core_, so that no task outlives what it posts to.
  std::unique_ptr<rpc::Executor> calls_, asks_, taker_;
  std::thread thread_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_WORKER_H_

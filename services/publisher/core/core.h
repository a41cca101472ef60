#ifndef LOA_SERVICES_PUBLISHER_CORE_CORE_H_
#define LOA_SERVICES_PUBLISHER_CORE_CORE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/amender.h"
#include "services/publisher/core/backlog.h"
#include "services/publisher/core/budget.h"
#include "services/publisher/core/event.h"
#include "services/publisher/core/gates.h"
#include "services/publisher/core/leases.h"
#include "services/publisher/core/outbox.h"
#include "services/publisher/core/reconciler.h"
#include "services/publisher/core/sweeper.h"

namespace loa::publisher {

struct CoreConfig {
  int max_calls = 64;   // begun or calling at once
  int max_batch = 100;  // items a Begin, Finish or Load
  // Known at once. What comes beyond it is dropped: content hands it over
  // again.
  size_t max_jobs = 20'000;
  int take_max = 50;  // stream entries a partition and Take
  Rate page_rate = {absl::Seconds(1), 5};
  Rate app_rate = {absl::Milliseconds(10), 100};
  // Fuller budgets than this close their gate (publishes stop, percent).
  double usage_stop = 95;
  // Less than this before the deadline, a call is not started any more.
  absl::Duration least_call_time = absl::Milliseconds(200);
  Reconciler::Config reconcile;
  Amender::Config amend;
  Sweeper::Config sweep;
  // Negative control of the tests: calls an unknown outcome "not sent".
  bool unsafe_resend_on_timeout = false;
};

// The publisher's decisions, without I/O, threads, clocks or randomness of its
// own: the same events give the same actions.  What it may forget (a crash
// forgets all) costs a repeat, never a second post: content's Begin is the
// only door to the visible call, and the deadline of an attempt is fixed from
// before the first sending of its Begin.
//
// A job's way: entry taken -> loaded -> head of its page, due, gate open,
// within the budgets -> Prepare, where it has photos -> Begin -> Call -> Finish
// -> forgotten.  Whatever content refuses is forgotten too; content hands over
// again what is still to be sent.  Nothing that is prepared is seen, so that a
// repeat of it costs uploads alone; where it fails, an attempt is begun and
// ended without its call, which puts the failure where people look for it.
class Core {
 public:
  explicit Core(const CoreConfig& config)
      : config_(config),
        reconciler_(config.reconcile),
        amender_(config.amend),
        sweeper_(config.sweep),
        finishes_(config.max_batch),
        closures_(config.max_batch),
        facts_(config.max_batch) {}

  std::vector<Action> Step(const Now& now, const Event& event);

  // Drained: nothing in flight, everything told, leases given back.
  bool done() const { return done_; }
  size_t jobs() const { return backlog_.size(); }
  int slots_used() const { return slots_used_; }

 private:
  void On(const Now& now, const Tick& event) {}
  void On(const Now& now, const LeasesAnswered& event);
  void On(const Now& now, const EntriesTaken& event);
  void On(const Now& now, const PublicationsLoaded& event);
  void On(const Now& now, const Prepared& event);
  void On(const Now& now, const BeginsAnswered& event);
  void On(const Now& now, const CallFinished& event);
  void On(const Now& now, const FinishesAnswered& event);
  void On(const Now& now, const UnsettledListed& event);
  void On(const Now& now, const PageRead& event);
  void On(const Now& now, const SettlesAnswered& event);
  void On(const Now& now, const GatesReported& event);
  void On(const Now& now, const FactsRecorded& event);
  void On(const Now& now, const AmendmentsListed& event);
  void On(const Now& now, const AmendmentsBegun& event);
  void On(const Now& now, const AmendFinished& event);
  void On(const Now& now, const PostRead& event);
  void On(const Now& now, const AmendmentsTold& event);
  void On(const Now& now, const SweepsListed& event);
  void On(const Now& now, const PageSwept& event);
  void On(const Now& now, const OutsideRecorded& event);
  void On(const Now& now, const Drain& event);

  void OnBegun(const Now& now, Job& job, const BeginsAnswered::Item& answer);
  void OnNotBegun(const Now& now, Job& job, BeginsAnswered::Item::Kind kind);
  void OnUsage(const Now& now, const Job& job, const CallFinished& event);
  void Finish(const Now& now, Job& job, Verdict verdict);
  void Close(const Now& now, GateClosure closure);
  void LosePartition(int partition);

  // Everything that may be started now, after every event.
  void Plan(const Now& now);
  void PlanLeases(const Now& now);
  void PlanTake();
  void PlanLoad();
  void PlanBegin(const Now& now);
  void PlanTelling(const Now& now);
  void PlanEnd();
  // Starts a head whose turn it is: prepares it, or begins it at once.
  void Start(const Now& now, Job& head);
  void Begin(const Now& now, Job& job);
  // Looks at a page: its head may begin, or is loaded, or waits.
  void Look(const Now& now, const std::string& page);
  // How long its head must wait for its time, a gate or a budget; zero: go.
  absl::Duration WaitOf(const Now& now, const Job& head);

  const CoreConfig config_;
  Leases leases_;
  Gates gates_;
  Backlog backlog_;
  Reconciler reconciler_;
  Amender amender_;
  Sweeper sweeper_;
  Budget app_budget_;
  Outbox<FinishAttempts::Item> finishes_;  // by publication
  Outbox<GateClosure> closures_;           // by subject
  Outbox<FirstPost> facts_;                // by page
  // Pages whose fact units has and content does not know it yet; and those of
  // them that the renewal under way says.
  absl::btree_set<std::string> recorded_;
  std::vector<std::string> recorded_said_;

  std::vector<Action> actions_;              // of this step
  std::deque<std::string> to_load_;          // publications
  std::deque<std::string> eligible_;         // pages whose head may begin
  std::vector<BeginAttempts::Item> begins_;  // the next batch
  bool renewing_ = false, taking_ = false;
  absl::Duration next_renewal_, next_take_;
  int loads_ = 0;
  int slots_used_ = 0;
  bool draining_ = false, done_ = false;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_CORE_H_

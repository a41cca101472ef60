#include "services/content/content_service.h"

#include <grpcpp/impl/service_type.h>

#include <utility>
#include <vector>

#include "libs/base/log.h"
#include "libs/clients/decision_feed.h"
#include "libs/clients/moderation_client.h"
#include "libs/queue/relay.h"
#include "libs/rpc/periodic_task.h"
#include "libs/rpc/watch_hub.h"
#include "libs/work/work_list.h"
#include "libs/work/work_service.h"
#include "services/content/amendments/amendment_service.h"
#include "services/content/assignments/adoption_report.h"
#include "services/content/assignments/adoption_service.h"
#include "services/content/assignments/assignment_rounds.h"
#include "services/content/assignments/assignment_service.h"
#include "services/content/assignments/assignment_work.h"
#include "services/content/audience/expansion.h"
#include "services/content/audience/replica_registry.h"
#include "services/content/audience/tree_follower.h"
#include "services/content/dispatch/dispatch_service.h"
#include "services/content/dispatch/hand_over.h"
#include "services/content/dispatch/partitions.h"
#include "services/content/documents/document_service.h"
#include "services/content/feeds/feed_service.h"
#include "services/content/hand/hand_delivery_service.h"
#include "services/content/hand/hand_taking.h"
#include "services/content/hand/hand_work.h"
#include "services/content/history/history_indexing.h"
#include "services/content/history/history_service.h"
#include "services/content/media/media_service.h"
#include "services/content/moderation_gateway.h"
#include "services/content/outside/alert_work.h"
#include "services/content/outside/outside_service.h"
#include "services/content/posts/decisions.h"
#include "services/content/posts/post_service.h"
#include "services/content/posts/post_work.h"
#include "services/content/posts/review_outbox.h"
#include "services/content/publications/publication_figures.h"
#include "services/content/publications/publication_figures_service.h"
#include "services/content/publications/publication_service.h"
#include "services/content/publications/publication_work.h"
#include "services/content/resource_units.h"
#include "services/content/search/search_service.h"
#include "services/content/sources/source_service.h"
#include "services/content/submissions/erasure.h"
#include "services/content/submissions/submission_figures.h"
#include "services/content/submissions/submission_figures_service.h"
#include "services/content/submissions/submission_service.h"
#include "services/content/submissions/submission_work.h"
#include "services/content/visible/publication_watch_service.h"

namespace loa::content {
namespace {

// How late what content does on its own may be; all of it is poked as well
// where a commit shows that there is work.
constexpr absl::Duration kOutboxEvery = absl::Seconds(2);
constexpr absl::Duration kExpandEvery = absl::Seconds(1);
constexpr absl::Duration kHandOverEvery = absl::Milliseconds(200);
constexpr absl::Duration kTakeEvery = absl::Seconds(1);
constexpr absl::Duration kLapseEvery = absl::Milliseconds(500);
constexpr absl::Duration kEraseEvery = absl::Hours(1);
// Bounds how late news of other replicas can be.
constexpr absl::Duration kWatchPoll = absl::Seconds(1);
constexpr absl::Duration kAskEvery = absl::Seconds(1);
constexpr absl::Duration kIndexEvery = absl::Seconds(5);

// What went wrong in the background is tried again in the next round.
template <typename T>
void LogFailure(absl::string_view what, const absl::StatusOr<T>& result) {
  if (result.ok()) return;
  base::Log(base::Severity::kWarning, what,
            {{"error", result.status().ToString()}});
}

// The organisation's zone as `replica` has it.
absl::StatusOr<absl::TimeZone> ZoneOf(const clients::RegistryReplica& replica) {
  const auto view = replica.View();
  if (view == nullptr) return rpc::DependencyUnavailable("units");
  absl::TimeZone zone;
  absl::LoadTimeZone(view->organization().time_zone(), &zone);
  return zone;
}

}  // namespace

struct ContentService::Wiring {
  explicit Wiring(const Parts& given)
      : parts(given),
        registry(parts.registry),
        moderation(parts.moderation, parts.tokens),
        desk(moderation, parts.clock),
        outbox(parts.database, parts.ids, parts.clock, desk,
               [this] { Approved(); }),
        applier(parts.database, parts.ids, parts.clock, [this] { Approved(); }),
        decisions(parts.moderation, parts.tokens, applier),
        expander(parts.database, registry, parts.ids, parts.clock,
                 {.partitions = parts.dispatch.partitions}),
        follower(parts.database, registry),
        rounds(parts.database, parts.ids, parts.dispatch.partitions),
        relay({.redis = parts.redis,
               .partitions = static_cast<int>(parts.dispatch.partitions)}),
        hand_over(parts.database, registry, parts.dispatch,
                  [this](auto entries) { return relay.HandOver(entries); }),
        documents(parts.database, parts.ids, registry),
        searches(parts.database, registry),
        feeds(parts.database, registry),
        intake(parts.database, parts.ids, registry, parts.submissions),
        submissions(parts.database, parts.ids, registry),
        media(parts.database, registry, parts.blobs),
        sources(parts.database, parts.ids),
        posts(parts.database, parts.ids, registry, outbox,
              {[this] { deliver.Poke(); }, [this] { expand.Poke(); }}),
        reads(parts.database, registry),
        assignments(parts.database, parts.ids, outbox,
                    parts.dispatch.partitions),
        assignment_reads(parts.database, registry),
        adoption(parts.database, registry),
        publications(parts.database),
        list(parts.database, registry),
        figures(list, parts.registry),
        submission_figures(parts.database, registry),
        gates(parts.database, registry, parts.dispatch.partitions),
        leases(parts.database, parts.dispatch),
        attempts(parts.database, registry, parts.dispatch),
        settling(parts.database, registry, parts.dispatch),
        history(parts.database, parts.ids, registry),
        indexing(parts.database),
        watch(parts.database, parts.clock,
              [this] { return ZoneOf(parts.registry); }),
        hub(parts.database, kWatchPoll),
        post_work(parts.database),
        publication_work(parts.database, registry),
        submission_work(parts.database),
        assignment_work(parts.database, registry),
        hand_work(parts.database, registry),
        alert_work(parts.database, registry),
        work(parts.registry, {&post_work, &publication_work, &submission_work,
                              &assignment_work, &hand_work, &alert_work}),
        amendments(parts.database, parts.ids, registry,
                   {[this] { deliver.Poke(); }, [this] { expand.Poke(); }}),
        amending(parts.database, registry, parts.dispatch),
        hand_delivery(parts.database, parts.ids, registry),
        hand_taking(parts.database, registry),
        sweep(parts.database, parts.ids, registry, parts.dispatch),
        outside(parts.database, registry),
        units(parts.database, publications, assignments, gates, registry),
        env{parts.clock, parts.verifier, parts.registry,
            units,       parts.executor, parts.metrics},
        deliver(kOutboxEvery, [this](auto stop) { outbox.DeliverAll(stop); }),
        expand(kExpandEvery, [this](auto stop) { expander.ExpandAll(stop); }),
        hand(kHandOverEvery,
             [this](auto) {
               LogFailure("the publish queue was not filled",
                          hand_over.RunOnce(parts.clock.Now()));
             }),
        take(kTakeEvery,
             [this](auto) {
               LogFailure("what is due by hand was not made tasks",
                          hand_taking.RunOnce(parts.clock.Now()));
               LogFailure("alerts were not counted", outside.CountAlerts());
             }),
        lapse(kLapseEvery,
              [this](auto) {
                LogFailure("overdue attempts were not given up",
                           settling.LapseOverdue(parts.clock.Now()));
                LogFailure("overdue amendments were not given up",
                           amending.LapseOverdue(parts.clock.Now()));
              }),
        erase(kEraseEvery, [this](std::stop_token stop) { EraseAll(stop); }),
        index(kIndexEvery, [this](std::stop_token stop) { IndexAll(stop); }),
        ask(kAskEvery, [this](auto stop) { Ask(stop); }) {
    services.push_back(work::NewWorkService(env, work));
    services.push_back(NewSourceService(env, sources));
    services.push_back(NewDocumentService(env, documents));
    services.push_back(NewSearchService(env, searches));
    services.push_back(NewFeedService(env, feeds));
    services.push_back(NewSubmissionService(env, intake, submissions));
    services.push_back(NewMediaService(env, media));
    services.push_back(NewMediaTransferService(env, media));
    services.push_back(NewPostService(env, posts, reads));
    services.push_back(
        NewAssignmentService(env, assignments, assignment_reads));
    services.push_back(NewAdoptionService(env, adoption));
    services.push_back(NewPublicationService(env, publications, list));
    services.push_back(NewPublicationFiguresService(env, figures));
    services.push_back(NewSubmissionFiguresService(env, submission_figures));
    services.push_back(NewGateService(env, gates));
    services.push_back(
        NewDispatchService(env, leases, attempts, settling, gates));
    services.push_back(NewHistoryService(env, history));
    services.push_back(NewPublicationWatchService(env, hub, watch));
    services.push_back(NewAmendmentService(env, amendments));
    services.push_back(NewAmendmentDispatchService(env, amending));
    services.push_back(NewHandDeliveryService(env, hand_delivery));
    services.push_back(NewOutsidePostService(env, outside));
    services.push_back(NewSweepService(env, sweep));
    parts.metrics.AddGauge(
        "loa_content_page_alerts", "Alerts on pages that nobody looked at",
        [this] { return static_cast<double>(outside.open_alerts().load()); });
  }

  // Erases what is kept too long, a hundred at a time.
  void EraseAll(std::stop_token stop) {
    absl::StatusOr<int> erased = 1;
    while (erased.ok() && *erased > 0 && !stop.stop_requested()) {
      erased = EraseExpired(parts.database, parts.submissions.retention,
                            parts.clock.Now());
    }
    LogFailure("submissions were not erased in time", erased);
  }

  // Lets readers find what was imported, some at a time.
  void IndexAll(std::stop_token stop) {
    absl::StatusOr<int> taken = 1;
    while (taken.ok() && *taken > 0 && !stop.stop_requested()) {
      taken = indexing.RunOnce();
    }
    LogFailure("imported history is not found yet", taken);
  }

  // A post waits for its expansion, or an adopted assignment for its page.
  void Approved() {
    expand.Poke();
    ask.Poke();
  }
  // What cascades go on to do after their expansion.
  void Ask(std::stop_token stop) {
    const absl::Time now = parts.clock.Now();
    LogFailure("assignments were not closed", rounds.CloseOverdue(now));
    LogFailure("adopted assignments wait", rounds.PlaceApproved(now));
    const absl::StatusOr<int64_t> joined = follower.Follow(now, stop);
    LogFailure("cascades do not follow the tree", joined);
    if (joined.value_or(0) > 0) expand.Poke();
  }

  const Parts parts;
  ReplicaRegistry registry;
  clients::ModerationClient moderation;
  ModerationGateway desk;
  ReviewOutbox outbox;
  DecisionApplier applier;
  clients::DecisionFeed decisions;
  Expander expander;
  TreeFollower follower;
  AssignmentRounds rounds;
  queue::Relay relay;
  HandOver hand_over;
  Documents documents;
  Searches searches;
  Feeds feeds;
  Intake intake;
  Submissions submissions;
  Media media;
  Sources sources;
  Posts posts;
  PostReads reads;
  Assignments assignments;
  AssignmentReads assignment_reads;
  AdoptionReport adoption;
  Publications publications;
  PublicationList list;
  PublicationFigures figures;
  SubmissionFigureReads submission_figures;
  GateKeeping gates;
  Leases leases;
  Attempts attempts;
  Settling settling;
  History history;
  HistoryIndexing indexing;
  PublicationWatch watch;
  rpc::WatchHub hub;
  PostWork post_work;
  PublicationWork publication_work;
  SubmissionWork submission_work;
  AssignmentWork assignment_work;
  HandWork hand_work;
  AlertWork alert_work;
  work::WorkList work;
  Amendments amendments;
  AmendmentDispatch amending;
  HandDelivery hand_delivery;
  HandTaking hand_taking;
  Sweep sweep;
  OutsidePosts outside;
  ResourceUnits units;
  const rpc::CallEnv env;
  rpc::PeriodicTask deliver;
  rpc::PeriodicTask expand;
  rpc::PeriodicTask hand;
  rpc::PeriodicTask take;
  rpc::PeriodicTask lapse;
  rpc::PeriodicTask erase;
  rpc::PeriodicTask index;
  rpc::PeriodicTask ask;
  std::vector<std::unique_ptr<grpc::Service>> services;
};

ContentService::ContentService(const Parts& parts)
    : wiring_(std::make_unique<Wiring>(parts)) {}

ContentService::~ContentService() = default;

absl::Status ContentService::Prepare() {
  return wiring_->parts.database.Write([&](sql::Tx& tx) {
    return EnsurePartitions(tx, wiring_->parts.dispatch.partitions);
  });
}

rpc::ServerParts ContentService::server_parts() {
  Wiring& wiring = *wiring_;
  std::vector<grpc::Service*> services;
  for (const auto& service : wiring.services) services.push_back(service.get());
  return {services,
          {&wiring.hub, &wiring.parts.registry, &wiring.deliver, &wiring.expand,
           &wiring.decisions, &wiring.hand, &wiring.take, &wiring.lapse,
           &wiring.erase, &wiring.index, &wiring.ask},
          {{"registry", [&wiring] { return wiring.parts.registry.Ready(); }}},
          wiring.parts.executor,
          wiring.parts.metrics};
}

}  // namespace loa::content

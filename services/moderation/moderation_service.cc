#include "services/moderation/moderation_service.h"

#include <grpcpp/impl/service_type.h>

#include <stop_token>
#include <vector>

#include "libs/base/log.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/periodic_task.h"
#include "libs/rpc/watch_hub.h"
#include "libs/work/work_list.h"
#include "libs/work/work_service.h"
#include "services/moderation/policies/active_screener.h"
#include "services/moderation/policies/policies.h"
#include "services/moderation/policies/policy_service.h"
#include "services/moderation/reviews/desk.h"
#include "services/moderation/reviews/desk_service.h"
#include "services/moderation/reviews/review_service.h"
#include "services/moderation/reviews/review_work.h"
#include "services/moderation/reviews/reviews.h"

namespace loa::moderation {
namespace {

// Bounds how late news of other replicas can be.
constexpr absl::Duration kWatchPoll = absl::Seconds(1);
// Bounds how late people hear that an approval has ended; content asks the
// time of the approval itself before it begins anything.
constexpr absl::Duration kLapsePeriod = absl::Minutes(1);

}  // namespace

struct ModerationService::Wiring {
  explicit Wiring(const Parts& parts)
      : parts(parts),
        policies(parts.database),
        screener(parts.database),
        reviews(parts.database, screener, parts.ids, parts.level_of),
        desk(parts.database, reviews),
        review_work(parts.database, parts.access),
        work(parts.access, {&review_work}),
        env{parts.clock, parts.verifier, parts.access,
            reviews,     parts.executor, parts.metrics},
        hub(parts.database, kWatchPoll),
        lapsing(kLapsePeriod, [this](std::stop_token) { LapseApprovals(); }) {
    services.push_back(NewPolicyService(env, policies));
    services.push_back(NewReviewService(env, reviews, parts.database, hub));
    services.push_back(NewDeskService(env, desk));
    services.push_back(work::NewWorkService(env, work));
  }

  void LapseApprovals() {
    const absl::Status done = desk.LapseApprovals(parts.clock.Now());
    if (done.ok()) return;
    base::Log(base::Severity::kWarning, "approvals did not lapse",
              {{"error", done.ToString()}});
  }

  const Parts parts;
  Policies policies;
  ActiveScreener screener;
  Reviews reviews;
  Desk desk;
  ReviewWork review_work;
  work::WorkList work;
  const rpc::CallEnv env;
  rpc::WatchHub hub;
  rpc::PeriodicTask lapsing;
  std::vector<std::unique_ptr<grpc::Service>> services;
};

ModerationService::ModerationService(const Parts& parts)
    : wiring_(std::make_unique<Wiring>(parts)) {}

ModerationService::~ModerationService() = default;

absl::Status ModerationService::Prepare() {
  return wiring_->policies.EnsureDefault(wiring_->parts.clock.Now());
}

rpc::ServerParts ModerationService::server_parts() {
  Wiring& wiring = *wiring_;
  std::vector<grpc::Service*> services;
  for (const auto& service : wiring.services) services.push_back(service.get());
  return {
      services,
      {&wiring.hub, &wiring.lapsing},
      {{"policy", [&wiring] { return wiring.screener.Current().status(); }}},
      wiring.parts.executor,
      wiring.parts.metrics};
}

}  // namespace loa::moderation

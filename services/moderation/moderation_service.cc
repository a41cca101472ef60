#include "services/moderation/moderation_service.h"

#include <grpcpp/impl/service_type.h>

#include <vector>

#include "libs/rpc/call_env.h"
#include "libs/rpc/watch_hub.h"
#include "services/moderation/policies/active_screener.h"
#include "services/moderation/policies/policies.h"
#include "services/moderation/policies/policy_service.h"
#include "services/moderation/reviews/review_service.h"
#include "services/moderation/reviews/reviews.h"

namespace loa::moderation {
namespace {

// Bounds how late news of other replicas can be.
constexpr absl::Duration kWatchPoll = absl::Seconds(1);

}  // namespace

struct ModerationService::Wiring {
  explicit Wiring(const Parts& parts)
      : parts(parts),
        policies(parts.database),
        screener(parts.database),
        reviews(parts.database, screener, parts.ids),
        env{parts.clock, parts.verifier, parts.access,
            reviews,     parts.executor, parts.metrics},
        hub(parts.database, kWatchPoll) {
    services.push_back(NewPolicyService(env, policies));
    services.push_back(NewReviewService(env, reviews, parts.database, hub));
  }

  const Parts parts;
  Policies policies;
  ActiveScreener screener;
  Reviews reviews;
  const rpc::CallEnv env;
  rpc::WatchHub hub;
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
      {&wiring.hub},
      {{"policy", [&wiring] { return wiring.screener.Current().status(); }}},
      wiring.parts.executor,
      wiring.parts.metrics};
}

}  // namespace loa::moderation

#include "services/content/moderation_gateway.h"

namespace loa::content {
namespace {

// An author waits for the first try; the rest is the periodic task's.
constexpr absl::Duration kPatience = absl::Seconds(5);

rpc::RequestContext OwnCall(const base::Clock& clock) {
  rpc::RequestContext context;
  context.now = clock.Now();
  context.deadline = context.now + kPatience;
  return context;
}

}  // namespace

absl::StatusOr<moderation::v1::Review> ModerationGateway::OpenReview(
    const moderation::v1::OpenReviewRequest& request) {
  return client_.OpenReview(OwnCall(clock_), request);
}

absl::StatusOr<moderation::v1::Review> ModerationGateway::VoidReview(
    const moderation::v1::VoidReviewRequest& request) {
  return client_.VoidReview(OwnCall(clock_), request);
}

}  // namespace loa::content

#ifndef LOA_SERVICES_CONTENT_MODERATION_GATEWAY_H_
#define LOA_SERVICES_CONTENT_MODERATION_GATEWAY_H_

#include "absl/status/statusor.h"
#include "libs/base/clock.h"
#include "libs/clients/moderation_client.h"
#include "services/content/posts/review_outbox.h"

namespace loa::content {

// Asks moderation over the network, a few seconds a call. Thread-safe.
class ModerationGateway : public ReviewDesk {
 public:
  ModerationGateway(clients::ModerationClient& client, const base::Clock& clock)
      : client_(client), clock_(clock) {}

  absl::StatusOr<moderation::v1::Review> OpenReview(
      const moderation::v1::OpenReviewRequest& request) override;
  absl::StatusOr<moderation::v1::Review> VoidReview(
      const moderation::v1::VoidReviewRequest& request) override;

 private:
  clients::ModerationClient& client_;
  const base::Clock& clock_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MODERATION_GATEWAY_H_

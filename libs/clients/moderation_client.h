#ifndef LOA_LIBS_CLIENTS_MODERATION_CLIENT_H_
#define LOA_LIBS_CLIENTS_MODERATION_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>

#include "absl/status/statusor.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/request_context.h"
#include "loa/moderation/v1/review_service.pb.h"

namespace loa::clients {

// What content asks of moderation.  Blocking; thread-safe.  Errors are
// moderation's own, with their reasons.
class ModerationClient {
 public:
  // `tokens` may be null (tests) and outlives it.
  ModerationClient(std::shared_ptr<grpc::Channel> moderation,
                   rpc::TokenSource* tokens);
  ~ModerationClient();

  // Both may be repeated: the first answer comes again.
  absl::StatusOr<moderation::v1::Review> OpenReview(
      const rpc::RequestContext& context,
      const moderation::v1::OpenReviewRequest& request);
  absl::StatusOr<moderation::v1::Review> VoidReview(
      const rpc::RequestContext& context,
      const moderation::v1::VoidReviewRequest& request);

 private:
  struct Stub;
  rpc::CallOptions Within(const rpc::RequestContext& context) const;

  const std::unique_ptr<Stub> stub_;
  rpc::TokenSource* const tokens_;
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_MODERATION_CLIENT_H_

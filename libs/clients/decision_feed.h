#ifndef LOA_LIBS_CLIENTS_DECISION_FEED_H_
#define LOA_LIBS_CLIENTS_DECISION_FEED_H_

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/clients/stream_loop.h"
#include "libs/rpc/background.h"
#include "libs/rpc/client_call.h"
#include "loa/moderation/v1/review_service.pb.h"

namespace loa::clients {

// Where a service is in the stream of moderation's decisions.
struct DecisionCursor {
  int64_t sequence = 0;  // 0: at the beginning
  std::string history_id;
};

// What is done with decisions.  Called on the feed's thread.
class DecisionSink {
 public:
  virtual ~DecisionSink() = default;
  // The cursor as it was stored last.
  virtual absl::StatusOr<DecisionCursor> Cursor() = 0;
  // Applies one item (a decision, or a bookmark without one) and stores its
  // sequence and history in the same transaction.  Decisions may come again
  // and must then change nothing.  An error ends the stream; it is opened
  // again from the stored cursor.
  virtual absl::Status Apply(
      const moderation::v1::WatchDecisionsResponse& item) = 0;
};

// Brings moderation's decisions to a sink, each at least once, in order.  When
// moderation refuses the cursor (CURSOR_GONE) it starts from the beginning.
class DecisionFeed : public rpc::Background {
 public:
  // `tokens` may be null (tests).  `tokens` and `sink` outlive it.
  DecisionFeed(std::shared_ptr<grpc::Channel> moderation,
               rpc::TokenSource* tokens, DecisionSink& sink);
  ~DecisionFeed() override;

  void Start() override { loop_.Start(); }
  void Stop() override { loop_.Stop(); }

 private:
  struct Stub;
  absl::Status Run(grpc::ClientContext& context, bool& progress);

  const std::unique_ptr<Stub> stub_;
  DecisionSink& sink_;
  bool from_start_ = false;  // the loop's thread only
  StreamLoop loop_;
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_DECISION_FEED_H_

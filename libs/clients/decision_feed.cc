#include "libs/clients/decision_feed.h"

#include <utility>

#include "libs/status/grpc_status.h"
#include "loa/moderation/v1/review_service.grpc.pb.h"

namespace loa::clients {

using moderation::v1::ReviewService;
using moderation::v1::WatchDecisionsRequest;
using moderation::v1::WatchDecisionsResponse;

struct DecisionFeed::Stub {
  std::unique_ptr<ReviewService::Stub> reviews;
};

DecisionFeed::DecisionFeed(std::shared_ptr<grpc::Channel> moderation,
                           rpc::TokenSource* tokens, DecisionSink& sink)
    : stub_(new Stub{ReviewService::NewStub(std::move(moderation))}),
      sink_(sink),
      loop_("WatchDecisions", tokens,
            [this](grpc::ClientContext& context, bool& progress) {
              return Run(context, progress);
            }) {}

DecisionFeed::~DecisionFeed() { Stop(); }

absl::Status DecisionFeed::Run(grpc::ClientContext& context, bool& progress) {
  ASSIGN_OR_RETURN(DecisionCursor cursor, sink_.Cursor());
  if (from_start_) cursor = DecisionCursor();
  WatchDecisionsRequest request;
  request.set_after_sequence(cursor.sequence);
  request.set_history_id(cursor.history_id);
  const auto stream = stub_->reviews->WatchDecisions(&context, request);
  WatchDecisionsResponse item;
  absl::Status applied;
  while (applied.ok() && stream->Read(&item)) {
    applied = sink_.Apply(item);
    if (!applied.ok()) break;
    progress = true;
    from_start_ = false;
  }
  if (!applied.ok()) context.TryCancel();
  const absl::Status status = status::FromGrpc(stream->Finish());
  if (absl::IsOutOfRange(status)) from_start_ = true;
  return applied.ok() ? status : applied;
}

}  // namespace loa::clients

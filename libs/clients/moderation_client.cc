#include "libs/clients/moderation_client.h"

#include <utility>

#include "loa/moderation/v1/review_service.grpc.pb.h"

namespace loa::clients {

using moderation::v1::OpenReviewRequest;
using moderation::v1::Review;
using moderation::v1::ReviewService;
using moderation::v1::VoidReviewRequest;

struct ModerationClient::Stub {
  std::unique_ptr<ReviewService::Stub> reviews;
};

ModerationClient::ModerationClient(std::shared_ptr<grpc::Channel> moderation,
                                   rpc::TokenSource* tokens)
    : stub_(new Stub{ReviewService::NewStub(std::move(moderation))}),
      tokens_(tokens) {}

ModerationClient::~ModerationClient() = default;

rpc::CallOptions ModerationClient::Within(
    const rpc::RequestContext& context) const {
  rpc::CallOptions options = rpc::CallOptions::Within(context, tokens_);
  options.peer = "moderation";
  return options;
}

absl::StatusOr<Review> ModerationClient::OpenReview(
    const rpc::RequestContext& context, const OpenReviewRequest& request) {
  return rpc::CallUnary(*stub_->reviews, &ReviewService::Stub::OpenReview,
                        request, Within(context));
}

absl::StatusOr<Review> ModerationClient::VoidReview(
    const rpc::RequestContext& context, const VoidReviewRequest& request) {
  return rpc::CallUnary(*stub_->reviews, &ReviewService::Stub::VoidReview,
                        request, Within(context));
}

}  // namespace loa::clients

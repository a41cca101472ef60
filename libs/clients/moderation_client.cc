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

absl::StatusOr<Review> ModerationClient::OpenReview(
    const rpc::RequestContext& context, const OpenReviewRequest& request) {
  return rpc::CallUnary(*stub_->reviews, &ReviewService::Stub::OpenReview,
                        request, rpc::CallOptions::Within(context, tokens_));
}

absl::StatusOr<Review> ModerationClient::VoidReview(
    const rpc::RequestContext& context, const VoidReviewRequest& request) {
  return rpc::CallUnary(*stub_->reviews, &ReviewService::Stub::VoidReview,
                        request, rpc::CallOptions::Within(context, tokens_));
}

}  // namespace loa::clients

#include "services/content/moderation_gateway.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "libs/status/grpc_status.h"
#include "libs/testing/status_matchers.h"
#include "loa/moderation/v1/review_service.grpc.pb.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using moderation::v1::OpenReviewRequest;
using moderation::v1::Review;
using moderation::v1::ReviewService;
using moderation::v1::VoidReviewRequest;

// Answers what it is told to and remembers the last request and its deadline.
class Desk : public ReviewService::Service {
 public:
  grpc::Status OpenReview(grpc::ServerContext* context,
                          const OpenReviewRequest* request,
                          Review* response) override {
    left = absl::FromChrono(context->deadline()) - absl::Now();
    if (!answer.ok()) return status::ToGrpc(answer);
    response->set_name("reviews/1");
    response->set_post(request->input().post());
    return grpc::Status::OK;
  }
  grpc::Status VoidReview(grpc::ServerContext*,
                          const VoidReviewRequest* request,
                          Review* response) override {
    response->set_name(request->name());
    response->set_state(Review::VOIDED);
    return grpc::Status::OK;
  }

  absl::Status answer;
  absl::Duration left;
};

class ModerationGatewayTest : public ::testing::Test {
 protected:
  ModerationGatewayTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&desk_);
    server_ = builder.BuildAndStart();
    client_ = std::make_unique<clients::ModerationClient>(
        server_->InProcessChannel({}), nullptr);
    gateway_ =
        std::make_unique<ModerationGateway>(*client_, base::SystemClock());
  }

  Desk desk_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<clients::ModerationClient> client_;
  std::unique_ptr<ModerationGateway> gateway_;
};

TEST_F(ModerationGatewayTest, OpensAndVoidsReviews) {
  OpenReviewRequest open;
  open.mutable_input()->set_post("posts/a");
  const auto review = gateway_->OpenReview(open);
  ASSERT_THAT(review, IsOk());
  EXPECT_EQ(review->name(), "reviews/1");
  EXPECT_EQ(review->post(), "posts/a");
  VoidReviewRequest end;
  end.set_name("reviews/1");
  const auto voided = gateway_->VoidReview(end);
  ASSERT_THAT(voided, IsOk());
  EXPECT_EQ(voided->state(), Review::VOIDED);
}

TEST_F(ModerationGatewayTest, WaitsAFewSecondsAtMost) {
  ASSERT_THAT(gateway_->OpenReview({}), IsOk());
  EXPECT_GT(desk_.left, absl::Seconds(1));
  // The wire rounds up; without a deadline of its own it would be ten.
  EXPECT_LT(desk_.left, absl::Seconds(6));
}

TEST_F(ModerationGatewayTest, PassesOnModerationsReasons) {
  desk_.answer = PostNotFound("posts/a");
  EXPECT_THAT(gateway_->OpenReview({}), HasReason("POST_NOT_FOUND"));
}

}  // namespace
}  // namespace loa::content

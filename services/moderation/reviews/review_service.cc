#include "services/moderation/reviews/review_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "libs/rpc/watch.h"
#include "loa/moderation/v1/review_service.grpc.pb.h"
#include "services/moderation/reviews/decision_watch.h"

namespace loa::moderation {
namespace {

class Transport final : public v1::ReviewService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Reviews& reviews, sql::Database& database,
            rpc::WatchHub& hub)
      : env_(env), reviews_(reviews), database_(database), hub_(hub) {}

  grpc::ServerUnaryReactor* OpenReview(grpc::CallbackServerContext* grpc,
                                       const v1::OpenReviewRequest* request,
                                       v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::OpenReview, &reviews_));
  }
  grpc::ServerUnaryReactor* VoidReview(grpc::CallbackServerContext* grpc,
                                       const v1::VoidReviewRequest* request,
                                       v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::VoidReview, &reviews_));
  }
  grpc::ServerUnaryReactor* GetReview(grpc::CallbackServerContext* grpc,
                                      const v1::GetReviewRequest* request,
                                      v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::GetReview, &reviews_));
  }
  grpc::ServerUnaryReactor* ListReviews(
      grpc::CallbackServerContext* grpc, const v1::ListReviewsRequest* request,
      v1::ListReviewsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::ListReviews, &reviews_));
  }
  grpc::ServerUnaryReactor* ApproveReview(
      grpc::CallbackServerContext* grpc,
      const v1::ApproveReviewRequest* request, v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::ApproveReview, &reviews_));
  }
  grpc::ServerUnaryReactor* RejectReview(grpc::CallbackServerContext* grpc,
                                         const v1::RejectReviewRequest* request,
                                         v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::RejectReview, &reviews_));
  }
  grpc::ServerUnaryReactor* RequestChanges(
      grpc::CallbackServerContext* grpc,
      const v1::RequestChangesRequest* request, v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::RequestChanges, &reviews_));
  }
  grpc::ServerWriteReactor<v1::WatchDecisionsResponse>* WatchDecisions(
      grpc::CallbackServerContext* grpc,
      const v1::WatchDecisionsRequest* request) override {
    return rpc::Watch<v1::WatchDecisionsResponse>(
        env_, hub_, grpc, request,
        std::bind_front(&DecisionWatch::Start, std::ref(database_)));
  }

 private:
  const rpc::CallEnv& env_;
  Reviews& reviews_;
  sql::Database& database_;
  rpc::WatchHub& hub_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewReviewService(const rpc::CallEnv& env,
                                                Reviews& reviews,
                                                sql::Database& database,
                                                rpc::WatchHub& hub) {
  return std::make_unique<Transport>(env, reviews, database, hub);
}

}  // namespace loa::moderation

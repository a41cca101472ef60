#include "services/moderation/reviews/review_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "libs/rpc/watch.h"
#include "loa/moderation/v1/review_service.grpc.pb.h"
#include "services/moderation/reviews/decision_watch.h"

namespace loa::moderation {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;

class ReviewService : public v1::ReviewService::CallbackService {
 public:
  ReviewService(const rpc::CallEnv& env, Reviews& reviews,
                sql::Database& database, rpc::WatchHub& hub)
      : env_(env), reviews_(reviews), database_(database), hub_(hub) {}

  ServerUnaryReactor* OpenReview(CallbackServerContext* grpc,
                                 const v1::OpenReviewRequest* request,
                                 v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::OpenReview, &reviews_));
  }
  ServerUnaryReactor* VoidReview(CallbackServerContext* grpc,
                                 const v1::VoidReviewRequest* request,
                                 v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::VoidReview, &reviews_));
  }
  ServerUnaryReactor* GetReview(CallbackServerContext* grpc,
                                const v1::GetReviewRequest* request,
                                v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::GetReview, &reviews_));
  }
  ServerUnaryReactor* ListReviews(CallbackServerContext* grpc,
                                  const v1::ListReviewsRequest* request,
                                  v1::ListReviewsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::ListReviews, &reviews_));
  }
  ServerUnaryReactor* ApproveReview(CallbackServerContext* grpc,
                                    const v1::ApproveReviewRequest* request,
                                    v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::ApproveReview, &reviews_));
  }
  ServerUnaryReactor* RejectReview(CallbackServerContext* grpc,
                                   const v1::RejectReviewRequest* request,
                                   v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::RejectReview, &reviews_));
  }
  ServerUnaryReactor* RequestChanges(CallbackServerContext* grpc,
                                     const v1::RequestChangesRequest* request,
                                     v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reviews::RequestChanges, &reviews_));
  }
  grpc::ServerWriteReactor<v1::WatchDecisionsResponse>* WatchDecisions(
      CallbackServerContext* grpc,
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
  return std::make_unique<ReviewService>(env, reviews, database, hub);
}

}  // namespace loa::moderation

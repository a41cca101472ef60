#include "services/moderation/reviews/desk_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/moderation/v1/desk_service.grpc.pb.h"

namespace loa::moderation {
namespace {

class Transport final : public v1::DeskService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Desk& desk) : env_(env), desk_(desk) {}

  grpc::ServerUnaryReactor* BatchApproveReviews(
      grpc::CallbackServerContext* grpc,
      const v1::BatchApproveReviewsRequest* request,
      v1::BatchApproveReviewsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Desk::BatchApproveReviews, &desk_));
  }
  grpc::ServerUnaryReactor* RecordLook(grpc::CallbackServerContext* grpc,
                                       const v1::RecordLookRequest* request,
                                       v1::Review* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Desk::RecordLook, &desk_));
  }

 private:
  const rpc::CallEnv& env_;
  Desk& desk_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDeskService(const rpc::CallEnv& env,
                                              Desk& desk) {
  return std::make_unique<Transport>(env, desk);
}

}  // namespace loa::moderation

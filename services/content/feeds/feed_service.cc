#include "services/content/feeds/feed_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/feed_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::FeedService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Feeds& feeds) : env_(env), feeds_(feeds) {}

  grpc::ServerUnaryReactor* ListLatest(
      grpc::CallbackServerContext* grpc, const v1::ListLatestRequest* request,
      v1::ListLatestResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Feeds::ListLatest, &feeds_));
  }
  grpc::ServerUnaryReactor* ListSimilar(
      grpc::CallbackServerContext* grpc, const v1::ListSimilarRequest* request,
      v1::ListSimilarResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Feeds::ListSimilar, &feeds_));
  }

 private:
  const rpc::CallEnv& env_;
  Feeds& feeds_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewFeedService(const rpc::CallEnv& env,
                                              Feeds& feeds) {
  return std::make_unique<Transport>(env, feeds);
}

}  // namespace loa::content

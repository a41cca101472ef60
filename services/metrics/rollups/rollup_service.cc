#include "services/metrics/rollups/rollup_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/metrics/v1/rollup_service.grpc.pb.h"

namespace loa::metrics {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class Transport final : public v1::RollupService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Rollups& rollups, PostCounts& posts)
      : env_(env), rollups_(rollups), posts_(posts) {}

  ServerUnaryReactor* GetRollup(CallbackServerContext* grpc,
                                const v1::GetRollupRequest* request,
                                v1::Rollup* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Rollups::GetRollup, &rollups_));
  }
  ServerUnaryReactor* ListRollups(CallbackServerContext* grpc,
                                  const v1::ListRollupsRequest* request,
                                  v1::ListRollupsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Rollups::ListRollups, &rollups_));
  }
  ServerUnaryReactor* CountPosts(CallbackServerContext* grpc,
                                 const v1::CountPostsRequest* request,
                                 v1::PostCount* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&PostCounts::CountPosts, &posts_));
  }
  ServerUnaryReactor* ListCountedPosts(
      CallbackServerContext* grpc, const v1::ListCountedPostsRequest* request,
      v1::ListCountedPostsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&PostCounts::ListCountedPosts, &posts_));
  }

 private:
  const rpc::CallEnv& env_;
  Rollups& rollups_;
  PostCounts& posts_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewRollupService(const rpc::CallEnv& env,
                                                Rollups& rollups,
                                                PostCounts& posts) {
  return std::make_unique<Transport>(env, rollups, posts);
}

}  // namespace loa::metrics

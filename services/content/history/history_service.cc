#include "services/content/history/history_service.h"

#include <functional>

#include "libs/rpc/ingest.h"
#include "libs/rpc/unary.h"
#include "loa/content/v1/history_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::HistoryService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, History& history)
      : env_(env), history_(history) {}

  grpc::ServerReadReactor<v1::ImportHistoryRequest>* ImportHistory(
      grpc::CallbackServerContext* grpc,
      v1::ImportHistoryResponse* response) override {
    return rpc::Ingest<v1::ImportHistoryRequest>(
        env_, grpc, response,
        {.max_messages = History::kMaxRows, .validate = false},
        std::bind_front(&History::ImportHistory, &history_));
  }
  grpc::ServerUnaryReactor* ListPastPosts(
      grpc::CallbackServerContext* grpc,
      const v1::ListPastPostsRequest* request,
      v1::ListPastPostsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&History::ListPastPosts, &history_));
  }

 private:
  const rpc::CallEnv& env_;
  History& history_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewHistoryService(const rpc::CallEnv& env,
                                                 History& history) {
  return std::make_unique<Transport>(env, history);
}

}  // namespace loa::content

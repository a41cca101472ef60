#include "services/content/search/search_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/search_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::SearchService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Searches& searches)
      : env_(env), searches_(searches) {}

  grpc::ServerUnaryReactor* Search(grpc::CallbackServerContext* grpc,
                                   const v1::SearchRequest* request,
                                   v1::SearchResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Searches::Search, &searches_));
  }

 private:
  const rpc::CallEnv& env_;
  Searches& searches_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewSearchService(const rpc::CallEnv& env,
                                                Searches& searches) {
  return std::make_unique<Transport>(env, searches);
}

}  // namespace loa::content

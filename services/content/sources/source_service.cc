#include "services/content/sources/source_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/source_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::SourceService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Sources& sources)
      : env_(env), sources_(sources) {}

  grpc::ServerUnaryReactor* CreateSource(grpc::CallbackServerContext* grpc,
                                         const v1::CreateSourceRequest* request,
                                         v1::Source* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Sources::CreateSource, &sources_));
  }
  grpc::ServerUnaryReactor* ListSources(
      grpc::CallbackServerContext* grpc, const v1::ListSourcesRequest* request,
      v1::ListSourcesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Sources::ListSources, &sources_));
  }
  grpc::ServerUnaryReactor* DeleteSource(
      grpc::CallbackServerContext* grpc, const v1::DeleteSourceRequest* request,
      v1::DeleteSourceResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Sources::DeleteSource, &sources_));
  }

 private:
  const rpc::CallEnv& env_;
  Sources& sources_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewSourceService(const rpc::CallEnv& env,
                                                Sources& sources) {
  return std::make_unique<Transport>(env, sources);
}

}  // namespace loa::content

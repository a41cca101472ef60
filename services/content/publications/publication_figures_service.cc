#include "services/content/publications/publication_figures_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/publication_figures_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::PublicationFiguresService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, PublicationFigures& figures)
      : env_(env), figures_(figures) {}

  grpc::ServerUnaryReactor* ReadPublicationFigures(
      grpc::CallbackServerContext* grpc,
      const v1::ReadPublicationFiguresRequest* request,
      v1::CountPublicationsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&PublicationFigures::Read, &figures_));
  }

 private:
  const rpc::CallEnv& env_;
  PublicationFigures& figures_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPublicationFiguresService(
    const rpc::CallEnv& env, PublicationFigures& figures) {
  return std::make_unique<Transport>(env, figures);
}

}  // namespace loa::content

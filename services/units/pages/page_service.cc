#include "services/units/pages/page_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/page_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::PageService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Pages& pages, Connections& connections)
      : env_(env), pages_(pages), connections_(connections) {}

  grpc::ServerUnaryReactor* GetPage(grpc::CallbackServerContext* grpc,
                                    const v1::GetPageRequest* request,
                                    v1::Page* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Pages::GetPage, &pages_));
  }
  grpc::ServerUnaryReactor* ListPages(
      grpc::CallbackServerContext* grpc, const v1::ListPagesRequest* request,
      v1::ListPagesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Pages::ListPages, &pages_));
  }
  grpc::ServerUnaryReactor* CreatePage(grpc::CallbackServerContext* grpc,
                                       const v1::CreatePageRequest* request,
                                       v1::Page* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Pages::CreatePage, &pages_));
  }
  grpc::ServerUnaryReactor* BatchCreatePages(
      grpc::CallbackServerContext* grpc,
      const v1::BatchCreatePagesRequest* request,
      v1::BatchCreatePagesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Pages::BatchCreatePages, &pages_));
  }
  grpc::ServerUnaryReactor* UpdatePage(grpc::CallbackServerContext* grpc,
                                       const v1::UpdatePageRequest* request,
                                       v1::Page* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Pages::UpdatePage, &pages_));
  }
  grpc::ServerUnaryReactor* RetirePage(grpc::CallbackServerContext* grpc,
                                       const v1::RetirePageRequest* request,
                                       v1::Page* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Pages::RetirePage, &pages_));
  }
  grpc::ServerUnaryReactor* ConnectPage(grpc::CallbackServerContext* grpc,
                                        const v1::ConnectPageRequest* request,
                                        v1::Page* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Connections::ConnectPage, &connections_));
  }
  grpc::ServerUnaryReactor* DisconnectPage(
      grpc::CallbackServerContext* grpc,
      const v1::DisconnectPageRequest* request, v1::Page* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Connections::DisconnectPage, &connections_));
  }
  grpc::ServerUnaryReactor* OpenPageCredential(
      grpc::CallbackServerContext* grpc,
      const v1::OpenPageCredentialRequest* request,
      v1::OpenPageCredentialResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Connections::OpenPageCredential, &connections_));
  }

 private:
  const rpc::CallEnv& env_;
  Pages& pages_;
  Connections& connections_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPageService(const rpc::CallEnv& env,
                                              Pages& pages,
                                              Connections& connections) {
  return std::make_unique<Transport>(env, pages, connections);
}

}  // namespace loa::units

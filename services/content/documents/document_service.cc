#include "services/content/documents/document_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/document_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::DocumentService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Documents& documents)
      : env_(env), documents_(documents) {}

  grpc::ServerUnaryReactor* CreateDocument(
      grpc::CallbackServerContext* grpc,
      const v1::CreateDocumentRequest* request,
      v1::Document* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Documents::CreateDocument, &documents_));
  }
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* grpc,
                                        const v1::GetDocumentRequest* request,
                                        v1::Document* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Documents::GetDocument, &documents_));
  }
  grpc::ServerUnaryReactor* ListDocuments(
      grpc::CallbackServerContext* grpc,
      const v1::ListDocumentsRequest* request,
      v1::ListDocumentsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Documents::ListDocuments, &documents_));
  }
  grpc::ServerUnaryReactor* UpdateDocument(
      grpc::CallbackServerContext* grpc,
      const v1::UpdateDocumentRequest* request,
      v1::Document* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Documents::UpdateDocument, &documents_));
  }
  grpc::ServerUnaryReactor* WithdrawDocument(
      grpc::CallbackServerContext* grpc,
      const v1::WithdrawDocumentRequest* request,
      v1::Document* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Documents::WithdrawDocument, &documents_));
  }

 private:
  const rpc::CallEnv& env_;
  Documents& documents_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDocumentService(const rpc::CallEnv& env,
                                                  Documents& documents) {
  return std::make_unique<Transport>(env, documents);
}

}  // namespace loa::content

#include "libs/rpc/request_reader.h"

#include "libs/base/log.h"
#include "libs/rpc/errors.h"
#include "libs/status/grpc_status.h"

namespace loa::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerInterceptorFactoryInterface;
using grpc::experimental::ServerRpcInfo;

class UnreadableRequest : public Interceptor {
 public:
  explicit UnreadableRequest(const char* method) : method_(method) {}

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(
            InterceptionHookPoints::POST_RECV_MESSAGE)) {
      unreadable_ = batch->GetRecvMessage() == nullptr;
    }
    if (unreadable_ && batch->QueryInterceptionHookPoint(
                           InterceptionHookPoints::PRE_SEND_STATUS)) {
      batch->ModifySendStatus(status::ToGrpc(RequestUnreadable()));
      base::Log(base::Severity::kInfo, "rpc",
                {{"method", method_},
                 {"code", "INVALID_ARGUMENT"},
                 {"reason", "REQUEST_UNREADABLE"}});
    }
    batch->Proceed();
  }

 private:
  const char* const method_;
  bool unreadable_ = false;
};

class Factory : public ServerInterceptorFactoryInterface {
 public:
  Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    switch (info->type()) {
      case ServerRpcInfo::Type::UNARY:
      case ServerRpcInfo::Type::SERVER_STREAMING:
        return new UnreadableRequest(info->method());
      default:
        return nullptr;
    }
  }
};

}  // namespace

std::vector<std::unique_ptr<ServerInterceptorFactoryInterface>>
UnreadableRequestInterceptors() {
  std::vector<std::unique_ptr<ServerInterceptorFactoryInterface>> all;
  all.push_back(std::make_unique<Factory>());
  return all;
}

}  // namespace loa::rpc

#include "libs/rpc/unary.h"

#include <memory>
#include <utility>

#include "libs/rpc/call.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/validate.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {
namespace {

using google::protobuf::Message;

// One unary call; `Finish` is called exactly once, by the thread that runs it
// or by the one that could not queue it.
class UnaryCall {
 public:
  UnaryCall(const CallEnv& env, grpc::CallbackServerContext* grpc,
            const MethodRules& rules, const Message& request,
            MessageHandler handler)
      : call_(env, grpc, rules),
        reactor_(grpc->DefaultReactor()),
        request_(&request),
        handler_(std::move(handler)) {}

  // What never blocks.
  absl::Status Prepare() {
    RETURN_IF_ERROR(call_.Authenticate());
    RETURN_IF_ERROR(Validate(*request_));
    if (call_.rules().has_output_only) {
      cleared_.reset(request_->New());
      cleared_->CopyFrom(*request_);
      ClearOutputOnly(*cleared_);
      request_ = cleared_.get();
    }
    return absl::OkStatus();
  }

  absl::Status Handle() {
    RETURN_IF_ERROR(call_.CheckDeadline());
    RETURN_IF_ERROR(call_.CheckAccess(*request_));
    return handler_(call_.context(), *request_);
  }

  bool AccessIsInline() const { return call_.AccessIsInline(*request_); }
  Executor& executor() const { return call_.env().executor; }
  grpc::ServerUnaryReactor* reactor() const { return reactor_; }
  void Finish(const absl::Status& status) {
    reactor_->Finish(call_.End(status));
  }

 private:
  Call call_;
  grpc::ServerUnaryReactor* const reactor_;
  const Message* request_;  // gRPC's, or `cleared_`
  std::unique_ptr<Message> cleared_;
  MessageHandler handler_;
};

}  // namespace

grpc::ServerUnaryReactor* StartUnary(const CallEnv& env,
                                     grpc::CallbackServerContext* grpc,
                                     const MethodRules& rules,
                                     const Message& request,
                                     MessageHandler handler, Run run) {
  auto call = std::make_shared<UnaryCall>(env, grpc, rules, request,
                                          std::move(handler));
  grpc::ServerUnaryReactor* reactor = call->reactor();
  if (absl::Status status = call->Prepare(); !status.ok()) {
    call->Finish(status);
  } else if (run == Run::kInline && call->AccessIsInline()) {
    call->Finish(call->Handle());
  } else if (!call->executor().TrySubmit(
                 [call] { call->Finish(call->Handle()); })) {
    call->Finish(Overloaded());
  }
  return reactor;
}

}  // namespace loa::rpc

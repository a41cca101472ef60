#ifndef LOA_LIBS_RPC_UNARY_H_
#define LOA_LIBS_RPC_UNARY_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/method_rules.h"
#include "libs/rpc/request_context.h"

namespace loa::rpc {

// Where a handler runs.  kInline is for what never blocks: it runs on gRPC's
// own thread (unless its access check has to ask the database).
enum class Run { kExecutor, kInline };

// The untyped half of Unary().
using MessageHandler = std::function<absl::Status(
    const RequestContext&, const google::protobuf::Message&)>;
grpc::ServerUnaryReactor* StartUnary(const CallEnv& env,
                                     grpc::CallbackServerContext* grpc,
                                     const MethodRules& rules,
                                     const google::protobuf::Message& request,
                                     MessageHandler handler, Run run);

// Turns a plain handler into a unary RPC:
//
//   grpc::ServerUnaryReactor* GetUnit(grpc::CallbackServerContext* grpc,
//       const GetUnitRequest* request, Unit* response) override {
//     return rpc::Unary(env_, grpc, request, response,
//                       std::bind_front(&Units::GetUnit, &units_));
//   }
//
// Authenticates, validates, checks the declared access and the deadline, then
// calls `handler(const RequestContext&, const Req&)`, which returns
// absl::StatusOr<Resp>.  See Call for the order.
template <typename Req, typename Resp, typename Handler>
grpc::ServerUnaryReactor* Unary(const CallEnv& env,
                                grpc::CallbackServerContext* grpc,
                                const Req* request, Resp* response,
                                Handler handler, Run run = Run::kExecutor) {
  static const MethodRules& rules = RulesOf(Req::descriptor());
  return StartUnary(
      env, grpc, rules, *request,
      [response, handler = std::move(handler)](
          const RequestContext& context,
          const google::protobuf::Message& message) -> absl::Status {
        auto answer = handler(context, static_cast<const Req&>(message));
        if (!answer.ok()) return answer.status();
        *response = *std::move(answer);
        return absl::OkStatus();
      },
      run);
}

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_UNARY_H_

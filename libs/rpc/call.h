#ifndef LOA_LIBS_RPC_CALL_H_
#define LOA_LIBS_RPC_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/method_rules.h"
#include "libs/rpc/request_context.h"

namespace loa::rpc {

// The deadline of a unary call or ingest whose client sent none.
inline constexpr absl::Duration kDefaultDeadline = absl::Seconds(30);

// One call from its first byte to its status: what the three adapters share.
// Order: Authenticate, validate, CheckAccess, CheckDeadline, handler, End.
class Call {
 public:
  Call(const CallEnv& env, grpc::CallbackServerContext* grpc,
       const MethodRules& rules,
       absl::Duration default_deadline = kDefaultDeadline);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // Proves who calls.  Never blocks.  Errors: those of the token;
  // PERMISSION_DENIED for who is no such service; what Ready() says of the
  // access source.
  absl::Status Authenticate();

  // Can CheckAccess() answer without asking the database?
  bool AccessIsInline(const google::protobuf::Message& request) const;
  // Checks the declared access.  May block on ResourceOwners.
  absl::Status CheckAccess(const google::protobuf::Message& request);

  // OK while the caller still waits.
  absl::Status CheckDeadline() const;

  const RequestContext& context() const { return context_; }
  const MethodRules& rules() const { return rules_; }
  const CallEnv& env() const { return env_; }

  // Logs and measures the call; the status as it goes on the wire.  An error
  // without a reason of ours becomes INTERNAL, its text goes to the log only.
  grpc::Status End(const absl::Status& status);

 private:
  absl::Status CheckService() const;
  absl::Status CheckUnit(const std::string& unit) const;
  absl::Status CheckOwner(const std::string& name) const;

  const CallEnv& env_;
  grpc::CallbackServerContext* const grpc_;
  const MethodRules& rules_;
  const std::chrono::steady_clock::time_point started_;
  RequestContext context_;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_CALL_H_

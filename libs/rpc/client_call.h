#ifndef LOA_LIBS_RPC_CLIENT_CALL_H_
#define LOA_LIBS_RPC_CLIENT_CALL_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/status/grpc_status.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {

// Where outgoing calls get their bearer token.  Thread-safe.
class TokenSource {
 public:
  virtual ~TokenSource() = default;
  // A token with some life left.  May block on the network.
  virtual absl::StatusOr<std::string> Token() = 0;
};

struct CallOptions {
  absl::Duration timeout = absl::Seconds(10);
  absl::Time deadline = absl::InfiniteFuture();  // of the call being served
  std::string trace_id;                          // "": a new trace
  TokenSource* tokens = nullptr;                 // null: no token
  std::string peer = "another service";          // for errors

  // For a call made while serving `context`: its trace and its deadline.
  static CallOptions Within(const RequestContext& context, TokenSource* tokens,
                            absl::Duration timeout = absl::Seconds(10)) {
    CallOptions options;
    options.timeout = timeout;
    options.deadline = context.deadline;
    options.trace_id = context.trace_id;
    options.tokens = tokens;
    return options;
  }
};

// Sets deadline, token and trace.  Errors: DEADLINE_PASSED; UNAVAILABLE as the
// token source says it; INTERNAL when there is no token for another reason.
absl::Status PrepareCall(const CallOptions& options,
                         grpc::ClientContext& context);

// A peer's failure as its caller's caller may see it.  Errors with a reason
// are the peer's answer and stay.  No answer (the transport's UNAVAILABLE,
// CANCELLED, DEADLINE_EXCEEDED) becomes DEPENDENCY_UNAVAILABLE.  A refused
// token is a fault of this service, not of whoever it serves: INTERNAL.
absl::Status FromPeer(const absl::Status& status, absl::string_view peer);

// Runs a unary method of a stub and waits for its answer.  Never call it on a
// gRPC callback thread: handlers run on the executor, where waiting is right.
//
//   CallUnary(*stub_, &UnitService::Stub::GetUnit, request, options)
template <typename Stub, typename Class, typename Req, typename Resp>
absl::StatusOr<Resp> CallUnary(
    Stub& stub,
    grpc::Status (Class::*method)(grpc::ClientContext*, const Req&, Resp*),
    const Req& request, const CallOptions& options) {
  grpc::ClientContext context;
  RETURN_IF_ERROR(PrepareCall(options, context));
  Resp response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) {
    return FromPeer(status::FromGrpc(status), options.peer);
  }
  return response;
}

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_CLIENT_CALL_H_

#ifndef LOA_LIBS_RPC_REQUEST_CONTEXT_H_
#define LOA_LIBS_RPC_REQUEST_CONTEXT_H_

#include <functional>
#include <string>

#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/auth/principal.h"

namespace loa::rpc {

// What a handler knows about its call.  No gRPC in it, so that use cases are
// plain functions: absl::StatusOr<Response> Do(const RequestContext&, const
// Request&).
struct RequestContext {
  auth::Principal principal;  // proven
  auth::Access access;        // bound to the RPC's declared permission
  std::string method;         // "loa.units.v1.UnitService.GetUnit"
  std::string trace_id;       // 32 hex digits, from `traceparent` or new
  absl::Time now;             // one instant for the whole call
  absl::Time deadline = absl::InfiniteFuture();
  std::function<bool()> cancelled = [] { return false; };
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_REQUEST_CONTEXT_H_

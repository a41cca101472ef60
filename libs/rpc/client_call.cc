#include "libs/rpc/client_call.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/trace.h"

namespace loa::rpc {

absl::Status PrepareCall(const CallOptions& options,
                         grpc::ClientContext& context) {
  const absl::Time now = absl::Now();
  const absl::Time deadline = std::min(now + options.timeout, options.deadline);
  if (deadline <= now) return DeadlinePassed();
  context.set_deadline(absl::ToChronoTime(deadline));
  context.AddMetadata(
      kTraceParentKey,
      TraceParent(options.trace_id.empty() ? NewTraceId() : options.trace_id));
  if (options.tokens == nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string token, options.tokens->Token());
  context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
  return absl::OkStatus();
}

}  // namespace loa::rpc

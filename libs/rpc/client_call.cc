#include "libs/rpc/client_call.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/trace.h"
#include "libs/status/error.h"

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

absl::Status FromPeer(const absl::Status& status, absl::string_view peer) {
  if (absl::IsUnauthenticated(status)) {
    return absl::InternalError(
        absl::StrCat(peer, " refused our token: ", status.message()));
  }
  if (!status::ReasonOf(status).empty()) return status;
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kDeadlineExceeded:
      return DependencyUnavailable(peer);
    default:
      return status;
  }
}

}  // namespace loa::rpc

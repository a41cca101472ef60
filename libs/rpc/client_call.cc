#include "libs/rpc/client_call.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/trace.h"
#include "libs/status/error.h"

namespace loa::rpc {
namespace {

// Only that somebody does not answer is for the caller of the service; a
// secret that cannot be read is for its log.
absl::Status NoToken(const absl::Status& why, absl::string_view peer) {
  if (absl::IsUnavailable(why)) return why;
  return absl::InternalError(
      absl::StrCat("no token for ", peer, ": ", why.message()));
}

}  // namespace

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
  const absl::StatusOr<std::string> token = options.tokens->Token();
  if (!token.ok()) return NoToken(token.status(), options.peer);
  context.AddMetadata("authorization", absl::StrCat("Bearer ", *token));
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

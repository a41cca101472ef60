#ifndef LOA_LIBS_STATUS_GRPC_STATUS_H_
#define LOA_LIBS_STATUS_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace loa::status {

// The one bridge between absl::Status and google.rpc.Status on the wire.
// Payloads become details and back; a message over 2,000 bytes is cut, and an
// error that is too large for a trailer loses its last field violations (see
// wire_budget.h).
grpc::Status ToGrpc(const absl::Status& status);
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace loa::status

#endif  // LOA_LIBS_STATUS_GRPC_STATUS_H_

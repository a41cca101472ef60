#ifndef LOA_LIBS_STATUS_RPC_STATUS_H_
#define LOA_LIBS_STATUS_RPC_STATUS_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace loa::status {

// An error as a message, details included, ErrorInfo first: the answer to one
// item of a batch.
google::rpc::Status ToRpcStatus(const absl::Status& status);
absl::Status FromRpcStatus(const google::rpc::Status& wire);

// Whether `status` is about what the caller sent, so that in a batch it is the
// answer to its item alone; everything else fails the whole batch.
bool IsCallersFault(const absl::Status& status);

}  // namespace loa::status

#endif  // LOA_LIBS_STATUS_RPC_STATUS_H_

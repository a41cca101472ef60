#ifndef LOA_LIBS_AUDIT_LOG_H_
#define LOA_LIBS_AUDIT_LOG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "libs/audit/chain.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"

namespace loa::audit {

// Appends one row for the mutation that `tx` makes, with the hash of `request`:
// the log proves which request it was without keeping what it said.  Call it
// last: it holds the head's row lock until the commit, which is what orders
// the log.
// Mutate() calls it; others only for changes that no request asked for.
absl::Status Append(sql::Tx& tx, const rpc::RequestContext& context,
                    const Subject& subject,
                    const google::protobuf::Message& request);

// Reads the whole log and finds any changed, deleted, inserted, reordered or
// cut-off row.  Whoever can rewrite every row and the head too is found only
// by a hash of the head that is kept elsewhere.  O(rows) time, O(1) memory.
absl::StatusOr<VerifyResult> Verify(sql::Tx& tx);

}  // namespace loa::audit

#endif  // LOA_LIBS_AUDIT_LOG_H_

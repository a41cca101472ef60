#ifndef LOA_SERVICES_CONTENT_HISTORY_HISTORY_ERRORS_H_
#define LOA_SERVICES_CONTENT_HISTORY_HISTORY_ERRORS_H_

#include <vector>

#include "absl/status/status.h"
#include "libs/rpc/errors.h"

// The errors of history, domain "content.loa".
namespace loa::content {

// INVALID_ARGUMENT with every fault as a field violation; `faults` is not
// empty.
absl::Status HistoryRowsInvalid(const std::vector<rpc::FieldViolation>& faults);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HISTORY_HISTORY_ERRORS_H_

#ifndef LOA_LIBS_AUDIT_ERRORS_H_
#define LOA_LIBS_AUDIT_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace loa::audit {

// INVALID_ARGUMENT REQUEST_ID_REUSED {request_id}.
absl::Status RequestIdReused(absl::string_view request_id);
// DATA_LOSS AUDIT_LOG_DAMAGED: there is no head to append to.
absl::Status AuditLogDamaged();
// INTERNAL REMEMBERED_RESPONSE_UNREADABLE {request_id}: what is stored does
// not parse as the method's response.
absl::Status RememberedResponseUnreadable(absl::string_view request_id);

}  // namespace loa::audit

#endif  // LOA_LIBS_AUDIT_ERRORS_H_

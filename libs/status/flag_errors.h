#ifndef LOA_LIBS_STATUS_FLAG_ERRORS_H_
#define LOA_LIBS_STATUS_FLAG_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// The errors of flags, which every service has in its own domain.
namespace loa::status {

// FLAG_INVALID: `right` says what the flag must be.
absl::Status FlagInvalid(absl::string_view domain, absl::string_view flag,
                         absl::string_view value, absl::string_view right);

// UNSAFE_CONTROL_REFUSED: a negative control outside of a test.
absl::Status UnsafeControlRefused(absl::string_view domain,
                                  absl::string_view control);

}  // namespace loa::status

#endif  // LOA_LIBS_STATUS_FLAG_ERRORS_H_

#ifndef LOA_LIBS_PLATFORM_ERRORS_H_
#define LOA_LIBS_PLATFORM_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/platform/platform.h"

namespace loa::platform {

// The errors of reads, see platform.h.  Domain "platform.loa".

absl::Status Unreachable(absl::string_view why);
absl::Status Unreadable(absl::string_view why);
// `retry_after` zero: the platform did not say.
absl::Status Throttled(const ApiError& error, absl::Duration retry_after);
absl::Status TokenRefused(const ApiError& error);
absl::Status PermissionMissing(const ApiError& error);
absl::Status Refused(const ApiError& error);
// `actual_id` is who the token speaks for, "" when that is not known.
absl::Status TokenNotAPage(absl::string_view page_id,
                           absl::string_view actual_id);
absl::Status TaskMissing(absl::string_view page_id, absl::string_view task);
// The errors of insights, see insights.h.
absl::Status MetricUnknown();
absl::Status TooFewLikes();

// The one of them that an error body of a read means, by its code.
absl::Status ReadError(const ApiError& error, absl::Duration retry_after);

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_ERRORS_H_

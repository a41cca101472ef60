#ifndef LOA_SERVICES_PUBLISHER_ERRORS_H_
#define LOA_SERVICES_PUBLISHER_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Every error that this service can report, by name.  The domain is
// "publisher.loa".
namespace loa::publisher {

// UNAVAILABLE CONTENT_SILENT: content did not answer the last renewal.
absl::Status ContentSilent();

// FAILED_PRECONDITION SHARD_RUNNING: another process holds the lock of this
// shard on this host.
absl::Status ShardRunning(absl::string_view path);

// INTERNAL LOCK_FAILED: the lock file cannot be opened.
absl::Status LockFailed(absl::string_view path, absl::string_view why);

// INVALID_ARGUMENT TIME_ZONE_UNKNOWN: a --time_zone that is none.
absl::Status TimeZoneUnknown(absl::string_view zone);

// INVALID_ARGUMENT FLAG_INVALID: a flag out of its range.
absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right);

// FAILED_PRECONDITION UNSAFE_CONTROL_REFUSED: an --unsafe_control that is none,
// or that the environment does not allow.
absl::Status UnsafeControlRefused(absl::string_view control);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_ERRORS_H_

#ifndef LOA_LIBS_RPC_ERRORS_H_
#define LOA_LIBS_RPC_ERRORS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// The errors of the transport, domain "loa" (CommonErrorReason).
namespace loa::rpc {

struct FieldViolation {
  std::string path;         // "post.media[2].alt"
  std::string description;  // what would be right
  // The same in Vietnamese, to follow "Trường post.title: ": lower case, no
  // full stop.
  std::string vietnamese;
};

// The first violation as an official reads it, and how many more there are:
// "Trường post.title: không được để trống", of a bulk call's "rows[12].page"
// "Dòng 12, trường page: ..."; no full stop.  `violations` is not empty.
std::string FirstInVietnamese(const std::vector<FieldViolation>& violations);
// How many rows of a bulk call the violations are of: "rows[12].page" and
// "rows[12].day" are of one.
int CountRows(const std::vector<FieldViolation>& violations);

// INVALID_ARGUMENT FIELD_INVALID with every violation as BadRequest; the
// metadata names the first field.  `violations` is not empty.
absl::Status FieldsInvalid(const std::vector<FieldViolation>& violations);
absl::Status FieldInvalid(absl::string_view path, absl::string_view description,
                          absl::string_view vietnamese);
// INVALID_ARGUMENT REQUEST_UNREADABLE.
absl::Status RequestUnreadable();
// INVALID_ARGUMENT MASK_PATH_UNKNOWN; `allowed` are the paths that can be
// written.
absl::Status MaskPathUnknown(absl::string_view path,
                             const std::vector<std::string>& allowed);
// INVALID_ARGUMENT PAGE_TOKEN_INVALID.
absl::Status PageTokenInvalid();
// ABORTED ETAG_MISMATCH.
absl::Status EtagMismatch(absl::string_view resource);
// PERMISSION_DENIED: only the service principals `services` may call.
absl::Status ServiceOnly(const std::vector<std::string>& services);
// RESOURCE_EXHAUSTED OVERLOADED with RetryInfo.
absl::Status Overloaded();
// DEADLINE_EXCEEDED DEADLINE_PASSED: the caller gave up before work began.
absl::Status DeadlinePassed();
// CANCELLED by the caller; nobody reads it.
absl::Status Cancelled();
// INVALID_ARGUMENT STREAM_TOO_LONG: more than an ingest takes at once.
absl::Status StreamTooLong(int max_messages, int64_t max_bytes);
// OUT_OF_RANGE CURSOR_GONE: a watch cannot go on from there; take a snapshot.
absl::Status CursorGone();

// UNAVAILABLE SHUTTING_DOWN: this replica drains; watch another one.
absl::Status ShuttingDown();
// INTERNAL; the cause is in the log under the trace id.
absl::Status Internal(absl::string_view trace_id);
// UNAVAILABLE DEPENDENCY_UNAVAILABLE.
absl::Status DependencyUnavailable(absl::string_view dependency);

// At start-up; they end the process with a log line.
absl::Status ListenAddressInvalid(absl::string_view address);
absl::Status ListenFailed(absl::string_view address);
absl::Status PlaintextRefused(absl::string_view address);
absl::Status FileUnreadable(absl::string_view path);
absl::Status PortFileFailed(absl::string_view path);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_ERRORS_H_

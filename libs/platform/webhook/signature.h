#ifndef LOA_LIBS_PLATFORM_WEBHOOK_SIGNATURE_H_
#define LOA_LIBS_PLATFORM_WEBHOOK_SIGNATURE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::platform::webhook {

inline constexpr absl::string_view kTimestampHeader = "X-Loa-Timestamp";
inline constexpr absl::string_view kSignatureHeader = "X-Loa-Signature";

// "sha256=" and the hex HMAC-SHA256 under `secret` of the timestamp (whole Unix
// seconds, as kTimestampHeader has it), a dot and the body as it is sent; of a
// GET the body is "".  The site compares in constant time and refuses a
// timestamp that is minutes old.
std::string Signature(absl::string_view secret, absl::Time at,
                      absl::string_view body);

// The value of kTimestampHeader.
std::string Timestamp(absl::Time at);

}  // namespace loa::platform::webhook

#endif  // LOA_LIBS_PLATFORM_WEBHOOK_SIGNATURE_H_

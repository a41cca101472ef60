#ifndef LOA_LIBS_BASE_BASE64URL_H_
#define LOA_LIBS_BASE_BASE64URL_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::base {

// Base64 with the URL-safe alphabet and no padding (RFC 4648 section 5).
std::string Base64UrlEncode(absl::string_view bytes);

// The bytes that encode to exactly `text`; nullopt for anything else, padding,
// white space and stray trailing bits included, so that no two texts decode to
// the same bytes.
std::optional<std::string> Base64UrlDecode(absl::string_view text);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_BASE64URL_H_

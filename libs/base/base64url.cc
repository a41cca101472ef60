#include "libs/base/base64url.h"

#include "absl/strings/escaping.h"

namespace loa::base {

std::string Base64UrlEncode(absl::string_view bytes) {
  return absl::WebSafeBase64Escape(bytes);
}

std::optional<std::string> Base64UrlDecode(absl::string_view text) {
  std::string bytes;
  // Abseil is lenient (padding, white space, stray bits): only what encodes
  // back to the same text is accepted.
  if (!absl::WebSafeBase64Unescape(text, &bytes) ||
      Base64UrlEncode(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace loa::base

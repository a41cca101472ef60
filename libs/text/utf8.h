#ifndef LOA_LIBS_TEXT_UTF8_H_
#define LOA_LIBS_TEXT_UTF8_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::text {

// A code point and the bytes that it takes in the text it was read from.
struct Character {
  char32_t code;
  ByteSpan bytes;
};

// Reads UTF-8 strictly: overlong forms, surrogates and code points above
// U+10FFFF are refused.  Errors: INVALID_ARGUMENT TEXT_NOT_UTF8 with the
// offset of the first bad byte in metadata "offset".
absl::StatusOr<std::vector<Character>> Decode(absl::string_view utf8);

// Reads anything: each bad byte becomes U+FFFD.
std::vector<Character> DecodeLossy(absl::string_view utf8);

void AppendUtf8(char32_t code, std::string& text);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_UTF8_H_

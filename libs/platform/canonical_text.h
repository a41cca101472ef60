#ifndef LOA_LIBS_PLATFORM_CANONICAL_TEXT_H_
#define LOA_LIBS_PLATFORM_CANONICAL_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::platform {

// The form in which a text that was sent and the text that a page shows are
// compared: NFC, every run of Unicode white space one space, none at the ends.
// Bytes that are not UTF-8 become U+FFFD, so that the result is always UTF-8.
std::string CanonicalText(absl::string_view text);

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_CANONICAL_TEXT_H_

#ifndef LOA_LIBS_BASE_JSON_STRING_H_
#define LOA_LIBS_BASE_JSON_STRING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::base {

// Appends `text` to `out` as a quoted JSON string.  The result is valid UTF-8
// on one line whatever the bytes: control characters (also U+2028 and U+2029)
// are escaped, and every byte that is not part of valid UTF-8 becomes U+FFFD.
void AppendJsonString(absl::string_view text, std::string& out);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_JSON_STRING_H_

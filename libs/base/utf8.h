#ifndef LOA_LIBS_BASE_UTF8_H_
#define LOA_LIBS_BASE_UTF8_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace loa::base {

// How many bytes the UTF-8 character takes that `text` begins with, by
// Unicode's table 3-7; 0 when there is none: overlong forms, surrogates and
// code points above U+10FFFF are no characters.
size_t Utf8Length(absl::string_view text);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_UTF8_H_

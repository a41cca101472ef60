#ifndef LOA_LIBS_WORK_ONE_LINE_H_
#define LOA_LIBS_WORK_ONE_LINE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::work {

// The first line of `text`, which is UTF-8, for a title: at most 120 bytes and
// then "…", never cut inside a character.
std::string OneLine(absl::string_view text);

}  // namespace loa::work

#endif  // LOA_LIBS_WORK_ONE_LINE_H_

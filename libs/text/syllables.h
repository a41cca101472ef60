#ifndef LOA_LIBS_TEXT_SYLLABLES_H_
#define LOA_LIBS_TEXT_SYLLABLES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::text {

// The runs of letters, marks and digits of `text`, in order.  Vietnamese puts
// a space between syllables, so these are syllables and words are runs of them.
std::vector<ByteSpan> Syllables(absl::string_view text);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_SYLLABLES_H_

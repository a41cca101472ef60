#ifndef LOA_LIBS_TEXT_UNIT_NAMES_H_
#define LOA_LIBS_TEXT_UNIT_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::text {

// The form in which names of units are stored for search and looked for:
// folded, abbreviations of kinds written out, everything between words one
// space.  "TP. Hạ Long", "tp hạ long" and "Thành phố Hạ Long" all give
// "thanh pho ha long"; a query is a match when its key is in the name's key.
//
// Written out: TP (thành phố), TX (thị xã), TT (thị trấn), ĐK (đặc khu) with a
// dot or before a space; H. (huyện), P. (phường), X. (xã), Q. (quận),
// T. (tỉnh) only with a dot, because a lone letter may be a name.
std::string SearchKey(absl::string_view name);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_UNIT_NAMES_H_

#ifndef LOA_LIBS_TEXT_COMPOSE_H_
#define LOA_LIBS_TEXT_COMPOSE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::text {

// `original` in NFC, for people to read: whatever keyboard typed it, equal
// letters are equal bytes.  Bytes that are not UTF-8 become U+FFFD.
std::string Composed(absl::string_view original);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_COMPOSE_H_

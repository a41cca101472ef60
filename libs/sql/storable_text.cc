#include "libs/sql/storable_text.h"

#include <cstddef>

#include "libs/base/utf8.h"

namespace loa::sql {

bool IsStorableText(absl::string_view text) {
  while (!text.empty()) {
    const size_t length = text[0] == '\0' ? 0 : base::Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace loa::sql

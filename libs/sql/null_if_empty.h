#ifndef LOA_LIBS_SQL_NULL_IF_EMPTY_H_
#define LOA_LIBS_SQL_NULL_IF_EMPTY_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::sql {

// NULL for "": under a unique index any number of rows can lack the value.
inline std::optional<std::string> NullIfEmpty(absl::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_NULL_IF_EMPTY_H_

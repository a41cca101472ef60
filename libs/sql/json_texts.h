#ifndef LOA_LIBS_SQL_JSON_TEXTS_H_
#define LOA_LIBS_SQL_JSON_TEXTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace loa::sql {

// What JsonArray made of texts.  Anything else in the array is passed over; no
// array is an empty one.
std::vector<std::string> TextsOfJson(absl::string_view json);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_JSON_TEXTS_H_

#ifndef LOA_LIBS_SQL_STORABLE_TEXT_H_
#define LOA_LIBS_SQL_STORABLE_TEXT_H_

#include "absl/strings/string_view.h"

namespace loa::sql {

// True for well-formed UTF-8 without NUL.  PostgreSQL refuses anything else
// and SQLite takes it, so both engines are asked through this one rule.
bool IsStorableText(absl::string_view text);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_STORABLE_TEXT_H_

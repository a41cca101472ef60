#ifndef LOA_LIBS_SQL_PLACEHOLDERS_H_
#define LOA_LIBS_SQL_PLACEHOLDERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace loa::sql {

// One statement text, written once, as each engine wants it.
//
// SQLite takes "$1" for a *name* and numbers names by their first appearance,
// so "$2 ... $1" would swap its arguments: there it becomes "?2 ... ?1", which
// keeps its number.  The macros @texts($n), @bigints($n) and @bytes expand on
// both.  Literals, quoted names and comments stay as they are.
std::string ForSqlite(absl::string_view sql);
std::string ForPostgres(absl::string_view sql);

// Splits a migration at its semicolons, except those in literals, quoted
// names and comments.  Pieces without a statement are left out.
std::vector<std::string> SplitStatements(absl::string_view sql);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_PLACEHOLDERS_H_

#include "libs/sql/placeholders.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace loa::sql {
namespace {

enum class Dialect { kSqlite, kPostgres };

// The length of the literal, quoted name or comment at the start of `sql`, 0
// when there is none.  One without an end reaches to the end of the text.
size_t OpaqueLength(absl::string_view sql) {
  const auto until = [sql](absl::string_view end, size_t from) {
    const size_t at = sql.find(end, from);
    return at == absl::string_view::npos ? sql.size() : at + end.size();
  };
  if (absl::StartsWith(sql, "--")) return until("\n", 2);
  if (absl::StartsWith(sql, "/*")) return until("*/", 2);
  // A doubled quote inside is two literals side by side to this scanner.
  if (absl::StartsWith(sql, "'")) return until("'", 1);
  if (absl::StartsWith(sql, "\"")) return until("\"", 1);
  return 0;
}

size_t DigitsLength(absl::string_view text) {
  size_t length = 0;
  while (length < text.size() && absl::ascii_isdigit(text[length])) ++length;
  return length;
}

// "$n", or nothing when `sql` does not start with one.
absl::string_view Parameter(absl::string_view sql) {
  if (!absl::StartsWith(sql, "$")) return {};
  const size_t digits = DigitsLength(sql.substr(1));
  return digits == 0 ? absl::string_view() : sql.substr(0, digits + 1);
}

std::string Placeholder(Dialect dialect, absl::string_view parameter) {
  return dialect == Dialect::kSqlite ? absl::StrCat("?", parameter.substr(1))
                                     : std::string(parameter);
}

// A SELECT of the array's elements as column "value".
std::string ArrayTable(Dialect dialect, bool integers,
                       absl::string_view parameter) {
  if (dialect == Dialect::kSqlite) {
    return absl::StrCat("SELECT value FROM json_each(",
                        Placeholder(dialect, parameter), ")");
  }
  return absl::StrCat(
      "SELECT ", integers ? "CAST(value AS BIGINT) AS value" : "value",
      " FROM json_array_elements_text(CAST(", parameter, " AS json))");
}

// Expands the macro at the start of `sql` onto `out` and answers its length,
// 0 when there is none.
size_t ExpandMacro(Dialect dialect, absl::string_view sql, std::string& out) {
  if (absl::StartsWith(sql, "@bytes")) {
    absl::StrAppend(&out, dialect == Dialect::kSqlite ? "BLOB" : "BYTEA");
    return absl::string_view("@bytes").size();
  }
  for (const absl::string_view name : {"@texts(", "@bigints("}) {
    if (!absl::StartsWith(sql, name)) continue;
    const absl::string_view parameter = Parameter(sql.substr(name.size()));
    const size_t close = name.size() + parameter.size();
    if (parameter.empty() || close >= sql.size() || sql[close] != ')') return 0;
    const std::string table =
        ArrayTable(dialect, name == "@bigints(", parameter);
    // IN (@texts($1)) has its parentheses; a second pair would make SQLite
    // read a scalar.  FROM @texts($1) t has none.
    const absl::string_view before = absl::StripTrailingAsciiWhitespace(out);
    if (absl::EndsWith(before, "(")) {
      absl::StrAppend(&out, table);
    } else {
      absl::StrAppend(&out, "(", table, ")");
    }
    return close + 1;
  }
  return 0;
}

std::string Rewrite(Dialect dialect, absl::string_view sql) {
  std::string out;
  out.reserve(sql.size() + 64);
  while (!sql.empty()) {
    size_t taken = OpaqueLength(sql);
    if (taken > 0) {
      absl::StrAppend(&out, sql.substr(0, taken));
    } else if (const absl::string_view parameter = Parameter(sql);
               !parameter.empty()) {
      absl::StrAppend(&out, Placeholder(dialect, parameter));
      taken = parameter.size();
    } else {
      taken = sql[0] == '@' ? ExpandMacro(dialect, sql, out) : 0;
      if (taken == 0) {
        out.push_back(sql[0]);
        taken = 1;
      }
    }
    sql.remove_prefix(taken);
  }
  return out;
}

}  // namespace

std::string ForSqlite(absl::string_view sql) {
  return Rewrite(Dialect::kSqlite, sql);
}

std::string ForPostgres(absl::string_view sql) {
  return Rewrite(Dialect::kPostgres, sql);
}

std::vector<std::string> SplitStatements(absl::string_view sql) {
  std::vector<std::string> statements;
  std::string current;
  bool has_code = false;
  const auto flush = [&] {
    if (has_code) {
      statements.emplace_back(absl::StripAsciiWhitespace(current));
    }
    current.clear();
    has_code = false;
  };
  while (!sql.empty()) {
    const size_t opaque = OpaqueLength(sql);
    if (opaque > 0) {
      has_code = has_code || sql[0] == '\'' || sql[0] == '"';
      absl::StrAppend(&current, sql.substr(0, opaque));
      sql.remove_prefix(opaque);
      continue;
    }
    if (sql[0] == ';') {
      flush();
    } else {
      has_code = has_code || !absl::ascii_isspace(sql[0]);
      current.push_back(sql[0]);
    }
    sql.remove_prefix(1);
  }
  flush();
  return statements;
}

}  // namespace loa::sql

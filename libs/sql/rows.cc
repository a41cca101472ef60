#include "libs/sql/rows.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "libs/base/log.h"

namespace loa::sql {
namespace {

// The cell's alternative T, or the end of the process: the statement and its
// reader disagree, and to go on would be to act on a wrong value.
template <typename T>
const T& Get(const Value& cell, int column, absl::string_view wanted) {
  const T* const value = std::get_if<T>(&cell.data());
  if (value == nullptr) {
    base::Log(base::Severity::kError, "a column has another type than asked",
              {{"column", column},
               {"wanted", wanted},
               {"found_alternative", static_cast<int>(cell.data().index())}});
    std::abort();
  }
  return *value;
}

void AppendJsonText(absl::string_view text, std::string& out) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&out, "\\u%04x", c);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

}  // namespace

bool Row::IsNull(int column) const {
  return std::holds_alternative<std::monostate>(Cell(column).data());
}

int64_t Row::Int(int column) const {
  return Get<int64_t>(Cell(column), column, "BIGINT");
}

const std::string& Row::Text(int column) const {
  return Get<std::string>(Cell(column), column, "TEXT");
}

const std::string& Row::Bytes(int column) const {
  return Get<Value::Bytes>(Cell(column), column, "bytes").data;
}

std::optional<int64_t> Row::OptionalInt(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int(column);
}

std::optional<std::string> Row::OptionalText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

std::string JsonArray(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out.push_back(',');
    AppendJsonText(text, out);
  }
  out.push_back(']');
  return out;
}

std::string JsonArray(const std::vector<int64_t>& integers) {
  return absl::StrCat("[", absl::StrJoin(integers, ","), "]");
}

}  // namespace loa::sql

#include "libs/rpc/names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/rpc/errors.h"

namespace loa::rpc {
namespace {

// A SHA-256 in hex is an id.
constexpr size_t kMaxIdChars = 64;

bool IsIdChar(char c) {
  return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

bool IsKindChar(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_';
}

// Bytes of other scripts are fine in the value of an alias.
bool IsValueChar(char c) {
  return !absl::ascii_isspace(c) && !absl::ascii_iscntrl(c);
}

template <typename Predicate>
bool AllOf(absl::string_view text, Predicate predicate) {
  for (const char c : text) {
    if (!predicate(c)) return false;
  }
  return !text.empty();
}

bool Parse(absl::string_view name, absl::string_view collection, Name& out) {
  if (name.size() > kMaxNameChars) return false;
  if (!absl::ConsumePrefix(&name, collection)) return false;
  if (!absl::ConsumePrefix(&name, "/")) return false;
  const size_t colon = name.find(':');
  if (colon == absl::string_view::npos) {
    if (name.size() > kMaxIdChars || !AllOf(name, IsIdChar)) return false;
    out.id = std::string(name);
    return true;
  }
  const absl::string_view kind = name.substr(0, colon);
  const absl::string_view value = name.substr(colon + 1);
  if (!AllOf(kind, IsKindChar) || !AllOf(value, IsValueChar)) return false;
  out.alias_kind = std::string(kind);
  out.alias_value = std::string(value);
  return true;
}

}  // namespace

absl::StatusOr<Name> ParseName(absl::string_view field, absl::string_view name,
                               absl::string_view collection) {
  Name parsed;
  if (Parse(name, collection, parsed)) return parsed;
  return FieldInvalid(field,
                      absl::StrCat("must be a name such as ", collection,
                                   "/abc or ", collection, "/kind:value"),
                      absl::StrCat("phải là tên như ", collection, "/abc hoặc ",
                                   collection, "/kind:value"));
}

absl::StatusOr<std::string> ParseId(absl::string_view field,
                                    absl::string_view name,
                                    absl::string_view collection) {
  Name parsed;
  if (Parse(name, collection, parsed) && !parsed.is_alias()) return parsed.id;
  return FieldInvalid(
      field, absl::StrCat("must be a name such as ", collection, "/abc"),
      absl::StrCat("phải là tên như ", collection, "/abc"));
}

bool IsName(absl::string_view name, absl::string_view collection) {
  Name parsed;
  return Parse(name, collection, parsed);
}

std::string JoinName(absl::string_view collection, absl::string_view id) {
  return absl::StrCat(collection, "/", id);
}

}  // namespace loa::rpc

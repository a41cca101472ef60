#ifndef LOA_LIBS_RPC_NAMES_H_
#define LOA_LIBS_RPC_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace loa::rpc {

inline constexpr int kMaxNameChars = 128;

// What follows the collection in a resource name: the id of "units/abc", or
// the alias of "units/code:06706" {kind "code", value "06706"}.
struct Name {
  std::string id;          // "" for an alias
  std::string alias_kind;  // "" for an id
  std::string alias_value;

  bool is_alias() const { return !alias_kind.empty(); }
};

// Parses `name` as a resource of `collection` ("units").  `field` is the
// request's path for the error: FIELD_INVALID that says what would be right.
// An id is 1 to 63 of [A-Za-z0-9._-]; an alias is a kind of [a-z0-9_], a colon
// and a value without white space ("plans/number:141/KH-MTTQ-BTT").
absl::StatusOr<Name> ParseName(absl::string_view field, absl::string_view name,
                               absl::string_view collection);

// The same where only an id will do.
absl::StatusOr<std::string> ParseId(absl::string_view field,
                                    absl::string_view name,
                                    absl::string_view collection);

// Is it a well-formed name of `collection`, id or alias?
bool IsName(absl::string_view name, absl::string_view collection);

// "units/abc" of ("units", "abc").
std::string JoinName(absl::string_view collection, absl::string_view id);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_NAMES_H_

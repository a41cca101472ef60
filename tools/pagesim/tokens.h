#ifndef LOA_TOOLS_PAGESIM_TOKENS_H_
#define LOA_TOOLS_PAGESIM_TOKENS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::pagesim {

// Tokens are computed, so that any page exists and nothing is stored:
// "page-{id}-{hex HMAC-SHA256(secret, "page-{id}")}", and "user-" likewise for
// a person's token.
struct Bearer {
  enum class Kind { kNone, kPage, kUser };
  Kind kind = Kind::kNone;
  std::string id;
};

std::string PageToken(absl::string_view secret, absl::string_view page);
std::string UserToken(absl::string_view secret, absl::string_view user);

// Who a token speaks for; kNone when it was not made with `secret`.
Bearer WhoIs(absl::string_view secret, absl::string_view token);

// Hex HMAC-SHA256.
std::string HmacHex(absl::string_view key, absl::string_view message);

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_TOKENS_H_

#include "libs/redis/options.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "libs/redis/errors.h"

namespace loa::redis {

absl::StatusOr<Options> ParseAddress(absl::string_view address) {
  Options options;
  if (absl::ConsumePrefix(&address, "unix://")) {
    if (!absl::StartsWith(address, "/")) {
      return AddressInvalid("the socket's path must be absolute");
    }
    options.unix_socket = std::string(address);
    return options;
  }
  absl::ConsumePrefix(&address, "redis://");
  if (const size_t at = address.rfind('@'); at != address.npos) {
    absl::string_view user = address.substr(0, at);
    if (!absl::ConsumePrefix(&user, ":")) {
      return AddressInvalid("only a password may stand before the @");
    }
    options.password = std::string(user);
    address.remove_prefix(at + 1);
  }
  if (const size_t colon = address.rfind(':'); colon != address.npos) {
    if (!absl::SimpleAtoi(address.substr(colon + 1), &options.port) ||
        options.port < 1 || options.port > 65535) {
      return AddressInvalid("the port must be a number from 1 to 65535");
    }
    address = address.substr(0, colon);
  }
  if (address.empty() || absl::StrContains(address, '/')) {
    return AddressInvalid("the host is missing or holds a slash");
  }
  options.host = std::string(address);
  return options;
}

}  // namespace loa::redis

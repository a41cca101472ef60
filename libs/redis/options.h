#ifndef LOA_LIBS_REDIS_OPTIONS_H_
#define LOA_LIBS_REDIS_OPTIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::redis {

// Where a Redis is and how long to wait for it.
struct Options {
  std::string host = "127.0.0.1";
  int port = 6379;
  std::string unix_socket;  // wins over host and port when not empty
  std::string password;     // AUTH right after connecting, when not empty
  absl::Duration connect_timeout = absl::Seconds(1);
  // The longest wait for one reply.  When it passes, the outcome of the
  // command is unknown and the connection is dropped.
  absl::Duration command_timeout = absl::Seconds(2);
};

// Parses "redis://[:password@]host[:port]", "host:port" or
// "unix:///path/to/socket".  INVALID_ARGUMENT REDIS_ADDRESS_INVALID otherwise;
// the error never repeats the password.
absl::StatusOr<Options> ParseAddress(absl::string_view address);

}  // namespace loa::redis

#endif  // LOA_LIBS_REDIS_OPTIONS_H_

#ifndef LOA_LIBS_REDIS_ERRORS_H_
#define LOA_LIBS_REDIS_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Every error of libs/redis, by name.  The domain is "redis.loa".
namespace loa::redis {

// INVALID_ARGUMENT REDIS_ADDRESS_INVALID: an address that is none.
absl::Status AddressInvalid(absl::string_view what);

// UNAVAILABLE REDIS_UNREACHABLE: no connection, so nothing was sent.
absl::Status Unreachable(absl::string_view what);

// UNAVAILABLE REDIS_OUTCOME_UNKNOWN: the connection ended before the reply
// came; the command may or may not have run.
absl::Status OutcomeUnknown(absl::string_view what);

// INTERNAL REDIS_REPLY_UNEXPECTED: a reply of another type than the command
// promises.
absl::Status ReplyUnexpected(absl::string_view expected,
                             absl::string_view actual);

// What an error reply ("WRONGTYPE Operation against ...") means:
//   WRONGTYPE                  FAILED_PRECONDITION REDIS_WRONG_TYPE
//   OOM                        RESOURCE_EXHAUSTED  REDIS_OUT_OF_MEMORY
//   LOADING, MASTERDOWN, READONLY, BUSY, MISCONF, CLUSTERDOWN, NOREPLICAS
//                              UNAVAILABLE         REDIS_NOT_READY
//   NOAUTH, WRONGPASS, NOPERM  FAILED_PRECONDITION REDIS_ACCESS_REFUSED
//   any other                  INTERNAL            REDIS_COMMAND_REFUSED
// The first word is in the metadata as "error".
absl::Status FromErrorReply(absl::string_view message);

}  // namespace loa::redis

#endif  // LOA_LIBS_REDIS_ERRORS_H_

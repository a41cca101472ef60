#ifndef LOA_SERVICES_UNITS_CREATION_CURSOR_H_
#define LOA_SERVICES_UNITS_CREATION_CURSOR_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace loa::units {

// Where a list in order of creation goes on: after the row of that instant and
// id.
struct CreationCursor {
  int64_t created_at = 0;  // microseconds
  std::string id;
};

// The place that the page token of `request` names, the beginning without one.
// Errors: PAGE_TOKEN_INVALID.
absl::StatusOr<CreationCursor> ReadCreationCursor(
    const google::protobuf::Message& request);

// The page token for going on after that row.
std::string TokenAfter(const google::protobuf::Message& request,
                       const CreationCursor& last);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_CREATION_CURSOR_H_

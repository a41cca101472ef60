#ifndef LOA_LIBS_QUEUE_STREAM_ID_H_
#define LOA_LIBS_QUEUE_STREAM_ID_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::queue {

// The id of a stream entry, "<milliseconds>-<sequence>".
struct StreamId {
  uint64_t millis = 0;
  uint64_t sequence = 0;

  friend auto operator<=>(const StreamId&, const StreamId&) = default;
};

// nullopt for anything that Redis does not write.
std::optional<StreamId> ParseStreamId(absl::string_view text);
std::string FormatStreamId(const StreamId& id);

}  // namespace loa::queue

#endif  // LOA_LIBS_QUEUE_STREAM_ID_H_

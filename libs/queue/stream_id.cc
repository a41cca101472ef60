#include "libs/queue/stream_id.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace loa::queue {

std::optional<StreamId> ParseStreamId(absl::string_view text) {
  const size_t dash = text.find('-');
  if (dash == text.npos) return std::nullopt;
  StreamId id;
  if (!absl::SimpleAtoi(text.substr(0, dash), &id.millis) ||
      !absl::SimpleAtoi(text.substr(dash + 1), &id.sequence)) {
    return std::nullopt;
  }
  return id;
}

std::string FormatStreamId(const StreamId& id) {
  return absl::StrCat(id.millis, "-", id.sequence);
}

}  // namespace loa::queue

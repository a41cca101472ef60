#ifndef LOA_LIBS_QUEUE_ENTRY_H_
#define LOA_LIBS_QUEUE_ENTRY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace loa::queue {

// A hint that a publication is nearly due.  Everything else about it is read
// from content, which also decides whether it may be sent.
struct Entry {
  std::string publication;  // "publications/abc": 1..128 of [A-Za-z0-9._:/-]
  std::string page;         // "pages/abc", likewise; it decides the partition
  int64_t due_micros = 0;   // since the Unix epoch
  int64_t epoch = 0;        // of the partition when it was handed over

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Format 1, one line: "1 <publication> <page> <due_micros> <epoch>".  Text, so
// that redis-cli shows what is there; lines, so that one stream entry can carry
// many (a stream entry costs far more than its bytes).
std::string EncodeEntry(const Entry& entry);

// INVALID_ARGUMENT QUEUE_ENTRY_MALFORMED {why} for anything that EncodeEntry()
// did not write, unknown formats included.
absl::StatusOr<Entry> DecodeEntry(absl::string_view line);

// True when `id` can stand in an entry.
bool IsEntryId(absl::string_view id);

}  // namespace loa::queue

#endif  // LOA_LIBS_QUEUE_ENTRY_H_

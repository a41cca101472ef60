#ifndef LOA_LIBS_QUEUE_RELAY_H_
#define LOA_LIBS_QUEUE_RELAY_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "libs/queue/entry.h"
#include "libs/redis/connection.h"
#include "libs/redis/options.h"

namespace loa::queue {

// Content's side of the publish queue.  Not thread-safe: one a thread.
class Relay {
 public:
  struct Options {
    redis::Options redis;
    int partitions = 64;  // as in content's database
    // Stream entries that a partition keeps at the least before the oldest are
    // dropped.  A safety net for the memory of Redis while nobody owns the
    // partition: what is dropped comes back with content's sweep.
    int64_t max_length = 100'000;
  };

  explicit Relay(Options options);

  // Appends the entries to the streams of their pages' partitions, in order
  // within each.  OK: Redis has them all.  Any error of libs/redis: some, all
  // or none of them are there; hand all over again (readers expect repeats,
  // since content alone decides what is sent).  QUEUE_ENTRY_INVALID: nothing
  // was sent.
  absl::Status HandOver(absl::Span<const Entry> entries);

 private:
  const Options options_;
  redis::Connection connection_;
};

}  // namespace loa::queue

#endif  // LOA_LIBS_QUEUE_RELAY_H_

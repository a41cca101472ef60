#ifndef LOA_LIBS_QUEUE_OWNER_H_
#define LOA_LIBS_QUEUE_OWNER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "libs/queue/entry.h"
#include "libs/queue/stream_id.h"
#include "libs/redis/connection.h"
#include "libs/redis/options.h"

namespace loa::queue {

// A partition that is held under a lease, and the lease's epoch.
struct Holding {
  int partition = 0;
  int64_t epoch = 0;
};

// The publisher's side of the publish queue.  Reads with a cursor a partition
// and no consumer group, since a partition has one owner.  What was taken and
// then lost with the process comes back with content's sweep.  Not
// thread-safe: one a thread.
class Owner {
 public:
  struct Taken {
    int partition = 0;
    Entry entry;
  };
  struct Counts {
    int64_t taken = 0;
    int64_t other_epoch = 0;  // left by or for another owner: dropped
    int64_t malformed = 0;    // dropped
    int64_t regressed = 0;    // streams that were deleted or set back
  };

  // The longest block of a Take(); longer ones are cut to it.
  static constexpr absl::Duration kMaxBlock = absl::Seconds(1);

  explicit Owner(redis::Options options);

  // Reads up to `max` stream entries (64 entries each at most) a held
  // partition, in the order of their handing over within it, waiting up to
  // `block` for the first one; zero does not wait.  A partition that is new or
  // has another epoch than the last time is read from its start.  Errors are
  // those of libs/redis; nothing is lost by calling again.
  absl::StatusOr<std::vector<Taken>> Take(absl::Span<const Holding> holdings,
                                          int max, absl::Duration block);

  const Counts& counts() const { return counts_; }

 private:
  struct Cursor {
    int64_t epoch = 0;
    StreamId last;
  };

  void Follow(absl::Span<const Holding> holdings);
  absl::StatusOr<redis::Reply> Read(absl::Span<const Holding> holdings, int max,
                                    absl::Duration block);
  // Decodes [key, [[id, [field, value, ...]], ...]] of one partition.
  absl::Status TakeStream(const Holding& holding, redis::ReplyView stream,
                          std::vector<Taken>& taken);
  void TakeLines(const Holding& holding, absl::string_view lines,
                 std::vector<Taken>& taken);
  // Forgets, in Redis, what was read.
  absl::Status Trim(absl::Span<const Holding> holdings);
  // Starts again at 0 where a stream's last id is below our cursor: the key
  // was deleted, Redis was erased, or an older state was restored.
  absl::Status CheckForRegress(absl::Span<const Holding> holdings);

  redis::Connection connection_;
  absl::flat_hash_map<int, Cursor> cursors_;
  Counts counts_;
  int takes_since_check_ = 0;
};

}  // namespace loa::queue

#endif  // LOA_LIBS_QUEUE_OWNER_H_

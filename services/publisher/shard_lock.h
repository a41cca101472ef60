#ifndef LOA_SERVICES_PUBLISHER_SHARD_LOCK_H_
#define LOA_SERVICES_PUBLISHER_SHARD_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace loa::publisher {

// Assumption A4 on one host: two publishers of the same shard never run at
// once.  The lock is an flock on "<run_dir>/publisher.<shard>.lock", which the
// kernel gives up at the end of the process, however that comes; the file holds
// the pid of the one who has it.
//
// A former owner that still lives (hung, stopped by SIGSTOP) could wake up in
// the middle of a call: it is killed by its pidfd before we go on.
class ShardLock {
 public:
  // Takes the lock.  A process that holds it is given `patience` to end by
  // itself (it may be draining) and is then killed.  SHARD_RUNNING when it
  // cannot be killed; LOCK_FAILED when the file cannot be opened.
  static absl::StatusOr<std::unique_ptr<ShardLock>> Take(
      const std::string& run_dir, const std::string& shard,
      absl::Duration patience);
  ~ShardLock();
  ShardLock(const ShardLock&) = delete;
  ShardLock& operator=(const ShardLock&) = delete;

 private:
  explicit ShardLock(int fd) : fd_(fd) {}

  const int fd_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_SHARD_LOCK_H_

#ifndef LOA_SERVICES_CONTENT_DISPATCH_PARTITIONS_H_
#define LOA_SERVICES_CONTENT_DISPATCH_PARTITIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"

// Who may send for which pages. Taking a partition always raises its epoch,
// renewing never does; a lease that ran out is not renewed but taken anew.
namespace loa::content {

struct HeldPartition {
  int64_t number = 0;
  int64_t epoch = 0;
  friend bool operator==(const HeldPartition&, const HeldPartition&) = default;
};

// Makes rows for partitions 0 .. count - 1. PARTITION_COUNT_MISMATCH when the
// store was made for another count.
absl::Status EnsurePartitions(sql::Tx& tx, int64_t count);

// Renews what `owner` holds of `held` and takes free ones up to `want` in all.
// Answers what it holds now, in order of number.
absl::StatusOr<std::vector<HeldPartition>> Lease(
    sql::Tx& tx, absl::string_view owner,
    const std::vector<HeldPartition>& held, int64_t want, absl::Time now,
    absl::Duration lease);

// Ends the leases at once; what the owner does not hold is left alone.
absl::Status Release(sql::Tx& tx, absl::string_view owner,
                     const std::vector<HeldPartition>& held);

// Locks the partition until the transaction ends, if `owner` holds it under
// this epoch. Else EPOCH_STALE.
absl::Status LockHeld(sql::Tx& tx, absl::string_view owner,
                      const HeldPartition& held, absl::Time now);

// Does `owner` hold the partition under this epoch?
absl::StatusOr<bool> Holds(sql::Tx& tx, absl::string_view owner,
                           const HeldPartition& held, absl::Time now);

// All partitions that somebody holds, in order of number.
absl::StatusOr<std::vector<HeldPartition>> HeldByAnyone(sql::Tx& tx,
                                                        absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_PARTITIONS_H_

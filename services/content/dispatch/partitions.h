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
// Owners share: whoever holds more than its part of what all of them want gives
// the rest back when it renews.
namespace loa::content {

struct HeldPartition {
  int64_t number = 0;
  int64_t epoch = 0;
  friend bool operator==(const HeldPartition&, const HeldPartition&) = default;
};

// Makes rows for partitions 0 .. count - 1. PARTITION_COUNT_MISMATCH when the
// store was made for another count.
absl::Status EnsurePartitions(sql::Tx& tx, int64_t count);

struct Leased {
  std::vector<HeldPartition> held;  // now, in order of number
  bool changed_hands = false;       // some were taken or given back
};

// Renews what `owner` holds, also what it does not know of since an answer was
// lost, and takes free ones or gives some back until it has its share.
absl::StatusOr<Leased> Lease(sql::Tx& tx, absl::string_view owner, int64_t want,
                             absl::Time now, absl::Duration lease);

// The share of an owner that wants `mine`, where all owners, itself too, want
// `wants`: as equal as can be without leaving a wanted partition to nobody.
int64_t ShareOf(int64_t mine, std::vector<int64_t> wants, int64_t partitions);

// The owner leaves: ends the leases at once; what it does not hold is left
// alone.
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

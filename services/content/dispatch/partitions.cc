#include "services/content/dispatch/partitions.h"

#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

constexpr absl::string_view kCount =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM partition_lease";

constexpr absl::string_view kMake =
    "INSERT INTO partition_lease (partition_number, owner, epoch, lease_until)"
    " VALUES ($1, '', 0, 0) ON CONFLICT (partition_number) DO NOTHING";

constexpr absl::string_view kRenew =
    "UPDATE partition_lease SET lease_until = $4 WHERE partition_number = $1"
    " AND owner = $2 AND epoch = $3 AND lease_until > $5";

constexpr absl::string_view kHeldBy =
    "SELECT partition_number, epoch FROM partition_lease"
    " WHERE owner = $1 AND lease_until > $2 ORDER BY partition_number";

constexpr absl::string_view kHeldByAnyone =
    "SELECT partition_number, epoch FROM partition_lease"
    " WHERE lease_until > $1 ORDER BY partition_number";

constexpr absl::string_view kFree =
    "SELECT partition_number FROM partition_lease WHERE lease_until <= $1"
    " ORDER BY partition_number LIMIT $2";

// The condition again: another owner may have taken it since it was read.
constexpr absl::string_view kTake =
    "UPDATE partition_lease SET owner = $2, epoch = epoch + 1,"
    " lease_until = $3 WHERE partition_number = $1 AND lease_until <= $4";

constexpr absl::string_view kRelease =
    "UPDATE partition_lease SET lease_until = 0"
    " WHERE partition_number = $1 AND owner = $2 AND epoch = $3";

constexpr absl::string_view kLock =
    "UPDATE partition_lease SET epoch = epoch WHERE partition_number = $1"
    " AND owner = $2 AND epoch = $3 AND lease_until > $4";

constexpr absl::string_view kHolds =
    "SELECT epoch FROM partition_lease WHERE partition_number = $1"
    " AND owner = $2 AND epoch = $3 AND lease_until > $4";

constexpr absl::string_view kEpoch =
    "SELECT epoch FROM partition_lease WHERE partition_number = $1";

std::vector<HeldPartition> ReadHeld(const sql::Rows& rows) {
  std::vector<HeldPartition> held;
  for (const sql::Row row : rows) held.push_back({row.Int(0), row.Int(1)});
  return held;
}

absl::StatusOr<std::vector<HeldPartition>> HeldBy(sql::Tx& tx,
                                                  absl::string_view owner,
                                                  absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kHeldBy, owner, now));
  return ReadHeld(rows);
}

}  // namespace

absl::Status EnsurePartitions(sql::Tx& tx, int64_t count) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCount));
  const int64_t present = rows[0].Int(0);
  if (present != 0 && present != count) {
    return PartitionCountMismatch(count, present);
  }
  for (int64_t number = present; number < count; ++number) {
    RETURN_IF_ERROR(tx.Exec(kMake, number).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<HeldPartition>> Lease(
    sql::Tx& tx, absl::string_view owner,
    const std::vector<HeldPartition>& held, int64_t want, absl::Time now,
    absl::Duration lease) {
  const absl::Time until = now + lease;
  for (const HeldPartition& one : held) {
    RETURN_IF_ERROR(
        tx.Exec(kRenew, one.number, owner, one.epoch, until, now).status());
  }
  ASSIGN_OR_RETURN(std::vector<HeldPartition> holds, HeldBy(tx, owner, now));
  const int64_t missing = want - static_cast<int64_t>(holds.size());
  if (missing <= 0) return holds;
  ASSIGN_OR_RETURN(const sql::Rows free, tx.Run(kFree, now, missing));
  for (const sql::Row row : free) {
    RETURN_IF_ERROR(tx.Exec(kTake, row.Int(0), owner, until, now).status());
  }
  return HeldBy(tx, owner, now);
}

absl::Status Release(sql::Tx& tx, absl::string_view owner,
                     const std::vector<HeldPartition>& held) {
  for (const HeldPartition& one : held) {
    RETURN_IF_ERROR(tx.Exec(kRelease, one.number, owner, one.epoch).status());
  }
  return absl::OkStatus();
}

absl::Status LockHeld(sql::Tx& tx, absl::string_view owner,
                      const HeldPartition& held, absl::Time now) {
  ASSIGN_OR_RETURN(const int64_t locked,
                   tx.Exec(kLock, held.number, owner, held.epoch, now));
  if (locked == 1) return absl::OkStatus();
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kEpoch, held.number));
  return EpochStale(held.number, held.epoch, rows.empty() ? 0 : rows[0].Int(0));
}

absl::StatusOr<bool> Holds(sql::Tx& tx, absl::string_view owner,
                           const HeldPartition& held, absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kHolds, held.number, owner, held.epoch, now));
  return !rows.empty();
}

absl::StatusOr<std::vector<HeldPartition>> HeldByAnyone(sql::Tx& tx,
                                                        absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kHeldByAnyone, now));
  return ReadHeld(rows);
}

}  // namespace loa::content

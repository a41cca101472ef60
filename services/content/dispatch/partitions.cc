#include "services/content/dispatch/partitions.h"

#include <algorithm>

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
    " AND owner = $2 AND epoch = $3";

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

constexpr absl::string_view kBury =
    "DELETE FROM partition_owner WHERE alive_until <= $1";

constexpr absl::string_view kAlive =
    "INSERT INTO partition_owner (owner, want, alive_until)"
    " VALUES ($1, $2, $3) ON CONFLICT (owner) DO UPDATE"
    " SET want = excluded.want, alive_until = excluded.alive_until";

constexpr absl::string_view kWants =
    "SELECT want FROM partition_owner ORDER BY owner";

constexpr absl::string_view kLeave =
    "DELETE FROM partition_owner WHERE owner = $1";

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

absl::Status EndLeases(sql::Tx& tx, absl::string_view owner,
                       const std::vector<HeldPartition>& held) {
  for (const HeldPartition& one : held) {
    RETURN_IF_ERROR(tx.Exec(kRelease, one.number, owner, one.epoch).status());
  }
  return absl::OkStatus();
}

// Notes that `owner` is alive and what it wants; answers its share.
absl::StatusOr<int64_t> ClaimShare(sql::Tx& tx, absl::string_view owner,
                                   int64_t want, absl::Time now,
                                   absl::Time alive_until) {
  RETURN_IF_ERROR(tx.Exec(kBury, now).status());
  RETURN_IF_ERROR(tx.Exec(kAlive, owner, want, alive_until).status());
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kWants));
  std::vector<int64_t> wants;
  for (const sql::Row row : rows) wants.push_back(row.Int(0));
  ASSIGN_OR_RETURN(const sql::Rows count, tx.Run(kCount));
  return ShareOf(want, std::move(wants), count[0].Int(0));
}

}  // namespace

int64_t ShareOf(int64_t mine, std::vector<int64_t> wants, int64_t partitions) {
  std::sort(wants.begin(), wants.end());
  int64_t left = partitions;
  auto owners = static_cast<int64_t>(wants.size());
  for (const int64_t want : wants) {
    const int64_t even = (left + owners - 1) / owners;
    if (want >= even) return std::min(mine, even);
    left -= want;  // the modest leave more to the others
    --owners;
  }
  return mine;
}

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

absl::StatusOr<Leased> Lease(sql::Tx& tx, absl::string_view owner, int64_t want,
                             absl::Time now, absl::Duration lease) {
  const absl::Time until = now + lease;
  ASSIGN_OR_RETURN(const int64_t share,
                   ClaimShare(tx, owner, want, now, until));
  Leased leased;
  ASSIGN_OR_RETURN(std::vector<HeldPartition> holds, HeldBy(tx, owner, now));
  const int64_t missing = share - static_cast<int64_t>(holds.size());
  if (missing < 0) {
    const auto surplus = holds.end() + missing;
    RETURN_IF_ERROR(EndLeases(tx, owner, {surplus, holds.end()}));
    holds.erase(surplus, holds.end());
    leased.changed_hands = true;
  }
  for (const HeldPartition& one : holds) {
    RETURN_IF_ERROR(
        tx.Exec(kRenew, one.number, owner, one.epoch, until).status());
  }
  ASSIGN_OR_RETURN(const sql::Rows free,
                   tx.Run(kFree, now, std::max<int64_t>(missing, 0)));
  for (const sql::Row row : free) {
    ASSIGN_OR_RETURN(const int64_t taken,
                     tx.Exec(kTake, row.Int(0), owner, until, now));
    leased.changed_hands |= taken == 1;
  }
  ASSIGN_OR_RETURN(leased.held, HeldBy(tx, owner, now));
  return leased;
}

absl::Status Release(sql::Tx& tx, absl::string_view owner,
                     const std::vector<HeldPartition>& held) {
  RETURN_IF_ERROR(tx.Exec(kLeave, owner).status());
  return EndLeases(tx, owner, held);
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

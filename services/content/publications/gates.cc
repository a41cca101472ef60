#include "services/content/publications/gates.h"

#include "absl/strings/match.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

// Touching the row is the lock that BeginAttempts holds while it looks at
// gates.
constexpr absl::string_view kLockPartition =
    "UPDATE partition_lease SET epoch = epoch WHERE partition_number = $1";

constexpr absl::string_view kPartitions =
    "SELECT partition_number FROM partition_lease ORDER BY partition_number";

constexpr absl::string_view kClose =
    "INSERT INTO gate (subject, cause, note, principal, closed_at, open_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (subject) DO UPDATE SET cause = excluded.cause,"
    " note = excluded.note, principal = excluded.principal,"
    " closed_at = excluded.closed_at, open_at = excluded.open_at";

constexpr absl::string_view kFind =
    "SELECT subject, cause, note, principal, closed_at, open_at FROM gate"
    " WHERE subject = $1 AND (open_at IS NULL OR open_at > $2)";

constexpr absl::string_view kOpen =
    "DELETE FROM gate WHERE subject = $1"
    " AND (open_at IS NULL OR open_at > $2)";

constexpr absl::string_view kFirst =
    "SELECT subject, cause, note, principal, closed_at, open_at FROM gate"
    " WHERE subject IN @texts($1)"
    " AND (open_at IS NULL OR open_at > $2)"
    " AND (CAST($3 AS TEXT) = '' OR cause = $3) ORDER BY subject LIMIT 1";

constexpr absl::string_view kList =
    "SELECT subject, cause, note, principal, closed_at, open_at FROM gate"
    " WHERE subject > $1 AND (open_at IS NULL OR open_at > $2)"
    " ORDER BY subject LIMIT $3";

ClosedGate ReadGate(const sql::Row& row) {
  ClosedGate gate{.subject = row.Text(0),
                  .cause = row.Text(1),
                  .note = row.Text(2),
                  .principal = row.Text(3),
                  .closed_at = row.Time(4)};
  if (!row.IsNull(5)) gate.open_at = row.Time(5);
  return gate;
}

// One by one and in order of number, as everybody locks them.
absl::Status Lock(sql::Tx& tx, std::optional<int64_t> partition) {
  if (partition) return tx.Exec(kLockPartition, *partition).status();
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kPartitions));
  for (const sql::Row row : rows) {
    RETURN_IF_ERROR(tx.Exec(kLockPartition, row.Int(0)).status());
  }
  return absl::OkStatus();
}

absl::Status Close(sql::Tx& tx, const ClosedGate& gate) {
  return tx
      .Exec(kClose, gate.subject, gate.cause, gate.note, gate.principal,
            gate.closed_at, gate.open_at)
      .status();
}

}  // namespace

absl::Status CheckGateSubject(absl::string_view subject) {
  if (subject == kApp) return absl::OkStatus();
  for (absl::string_view prefix : {"pages/", "units/"}) {
    if (absl::StartsWith(subject, prefix) && subject.size() > prefix.size()) {
      return absl::OkStatus();
    }
  }
  return GateSubjectInvalid(subject);
}

absl::Status CloseGate(sql::Tx& tx, const ClosedGate& gate,
                       std::optional<int64_t> partition) {
  RETURN_IF_ERROR(Lock(tx, partition));
  return Close(tx, gate);
}

absl::Status CloseGateByPlatform(sql::Tx& tx, const ClosedGate& gate,
                                 std::optional<int64_t> partition) {
  // Locked before it is looked at: a person may be closing it right now.
  RETURN_IF_ERROR(Lock(tx, partition));
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFind, gate.subject, gate.closed_at));
  if (!rows.empty()) {
    const ClosedGate present = ReadGate(rows[0]);
    const bool stays_longer =
        !present.open_at || (gate.open_at && *present.open_at >= *gate.open_at);
    if (stays_longer) return absl::OkStatus();
  }
  return Close(tx, gate);
}

absl::Status OpenGate(sql::Tx& tx, absl::string_view subject, absl::Time now) {
  ASSIGN_OR_RETURN(const int64_t opened, tx.Exec(kOpen, subject, now));
  if (opened == 0) return GateNotClosed(subject);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<ClosedGate>> FirstClosed(
    sql::Tx& tx, const std::vector<std::string>& subjects, absl::Time now,
    absl::string_view cause) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFirst, sql::JsonArray(subjects), now, cause));
  if (rows.empty()) return std::optional<ClosedGate>();
  return std::optional<ClosedGate>(ReadGate(rows[0]));
}

absl::StatusOr<std::vector<ClosedGate>> ListClosedGates(
    sql::Tx& tx, absl::Time now, absl::string_view after_subject, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, after_subject, now, limit));
  std::vector<ClosedGate> gates;
  for (const sql::Row row : rows) gates.push_back(ReadGate(row));
  return gates;
}

}  // namespace loa::content

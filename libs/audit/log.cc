#include "libs/audit/log.h"

#include <optional>
#include <variant>

#include "libs/audit/errors.h"
#include "libs/base/deterministic.h"

namespace loa::audit {
namespace {

constexpr absl::string_view kTakeNumber =
    "UPDATE audit_head SET number = number + 1 WHERE id = 1 "
    "RETURNING number, hash";
constexpr absl::string_view kInsert =
    "INSERT INTO audit_log (number, recorded_at, principal, method, resource,"
    " unit, trace_id, request_hash, previous_hash, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr absl::string_view kSetHead =
    "UPDATE audit_head SET hash = $1 WHERE id = 1";
constexpr absl::string_view kPage =
    "SELECT number, recorded_at, principal, method, resource, unit, trace_id,"
    " request_hash, previous_hash, hash FROM audit_log "
    "WHERE number > $1 ORDER BY number LIMIT 1000";
constexpr absl::string_view kFirst =
    "SELECT number FROM audit_log WHERE number <= 0 ORDER BY number LIMIT 1";
constexpr absl::string_view kHead =
    "SELECT number, hash FROM audit_head WHERE id = 1";

// SQLite lets anyone store any type in any column.
struct StoredRow {
  Entry entry;
  std::string hash;
};

template <typename T>
bool Take(const sql::Row& row, int column, T& out) {
  const T* const value = std::get_if<T>(&row.Cell(column).data());
  if (value != nullptr) out = *value;
  return value != nullptr;
}

std::optional<StoredRow> ReadRow(const sql::Row& row) {
  StoredRow stored;
  Entry& entry = stored.entry;
  const bool typed =
      Take(row, 0, entry.number) && Take(row, 1, entry.recorded_at) &&
      Take(row, 2, entry.principal) && Take(row, 3, entry.method) &&
      Take(row, 4, entry.resource) && Take(row, 5, entry.unit) &&
      Take(row, 6, entry.trace_id) && Take(row, 7, entry.request_hash) &&
      Take(row, 8, entry.previous_hash) && Take(row, 9, stored.hash);
  if (!typed) return std::nullopt;
  return stored;
}

// Adds all rows; false at the first bad one.
absl::StatusOr<bool> AddRows(sql::Tx& tx, ChainVerifier& verifier) {
  ASSIGN_OR_RETURN(const sql::Rows before, tx.Run(kFirst));
  if (!before.empty()) {
    verifier.Fail("a row stands before the first");
    return false;
  }
  while (true) {
    ASSIGN_OR_RETURN(const sql::Rows page,
                     tx.Run(kPage, verifier.result().rows));
    if (page.empty()) return true;
    for (const sql::Row row : page) {
      const std::optional<StoredRow> stored = ReadRow(row);
      if (!stored) {
        verifier.Fail("the row holds a value of a wrong type");
        return false;
      }
      if (!verifier.Add(stored->entry, stored->hash)) return false;
    }
  }
}

}  // namespace

absl::Status Append(sql::Tx& tx, const rpc::RequestContext& context,
                    const Subject& subject,
                    const google::protobuf::Message& request) {
  ASSIGN_OR_RETURN(const sql::Rows head, tx.Run(kTakeNumber));
  if (head.empty()) return AuditLogDamaged();
  const Entry entry = {.number = head[0].Int(0),
                       .recorded_at = absl::ToUnixMicros(context.now),
                       .principal = context.principal.name,
                       .method = context.method,
                       .resource = subject.resource,
                       .unit = subject.unit,
                       .trace_id = context.trace_id,
                       .request_hash = base::HashOf(request),
                       .previous_hash = head[0].Text(1)};
  const std::string hash = HashOf(entry);
  RETURN_IF_ERROR(tx.Exec(kInsert, entry.number, entry.recorded_at,
                          entry.principal, entry.method, entry.resource,
                          entry.unit, entry.trace_id, entry.request_hash,
                          entry.previous_hash, hash)
                      .status());
  return tx.Exec(kSetHead, hash).status();
}

absl::StatusOr<VerifyResult> Verify(sql::Tx& tx) {
  ChainVerifier verifier;
  ASSIGN_OR_RETURN(const bool sound, AddRows(tx, verifier));
  if (!sound) return verifier.result();
  ASSIGN_OR_RETURN(const sql::Rows head, tx.Run(kHead));
  int64_t number = 0;
  std::string hash;
  if (head.empty() || !Take(head[0], 0, number) || !Take(head[0], 1, hash)) {
    verifier.Fail("the head is missing");
  } else {
    verifier.Finish(number, hash);
  }
  return verifier.result();
}

}  // namespace loa::audit

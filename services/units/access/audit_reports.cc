#include "services/units/access/audit_reports.h"

#include <limits>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

constexpr char kListEntries[] =
    "SELECT number, recorded_at, principal, method, resource, unit, "
    "request_hash, hash, trace_id FROM audit_log "
    "WHERE number < $1 AND (CAST($2 AS TEXT) = '' OR resource = $2) "
    "ORDER BY number DESC LIMIT $3";

v1::AuditEntry EntryFrom(const sql::Row& row) {
  v1::AuditEntry entry;
  entry.set_number(row.Int(0));
  *entry.mutable_record_time() = base::TimestampOf(row.Time(1));
  entry.set_principal(row.Text(2));
  entry.set_method(row.Text(3));
  entry.set_resource(row.Text(4));
  entry.set_unit(row.Text(5));
  entry.set_request_sha256(row.Text(6));
  entry.set_hash(row.Text(7));
  entry.set_trace_id(row.Text(8));
  return entry;
}

absl::StatusOr<int64_t> BeforeOf(const v1::ListAuditEntriesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  int64_t before = std::numeric_limits<int64_t>::max();
  if (key.empty()) return before;
  if (key.size() != 1 || !absl::SimpleAtoi(key[0], &before)) {
    return rpc::PageTokenInvalid();
  }
  return before;
}

}  // namespace

absl::StatusOr<v1::ListAuditEntriesResponse> AuditReports::ListAuditEntries(
    const rpc::RequestContext& context,
    const v1::ListAuditEntriesRequest& request) {
  ASSIGN_OR_RETURN(const int64_t before, BeforeOf(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListAuditEntriesResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const sql::Rows rows,
        tx.Run(kListEntries, before, request.resource(), page_size + 1));
    response.Clear();
    for (const sql::Row row : rows) {
      if (response.entries_size() == page_size) {
        response.set_next_page_token(rpc::EncodePageToken(
            request, {absl::StrCat(response.entries(page_size - 1).number())}));
        break;
      }
      *response.add_entries() = EntryFrom(row);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::VerifyAuditResponse> AuditReports::VerifyAudit(
    const rpc::RequestContext& context, const v1::VerifyAuditRequest& request) {
  audit::VerifyResult result;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(result, audit::Verify(tx));
    return absl::OkStatus();
  }));
  v1::VerifyAuditResponse response;
  response.set_intact(result.ok);
  response.set_rows(static_cast<int32_t>(result.rows));
  response.set_first_bad_number(result.first_bad_number);
  response.set_fault(result.what);
  return response;
}

}  // namespace loa::units

#ifndef LOA_SERVICES_UNITS_ACCESS_AUDIT_REPORTS_H_
#define LOA_SERVICES_UNITS_ACCESS_AUDIT_REPORTS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/access_service.pb.h"

namespace loa::units {

// The audit log of units, to read.  Contracts and errors:
// access_service.proto.
class AuditReports {
 public:
  explicit AuditReports(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::ListAuditEntriesResponse> ListAuditEntries(
      const rpc::RequestContext& context,
      const v1::ListAuditEntriesRequest& request);
  absl::StatusOr<v1::VerifyAuditResponse> VerifyAudit(
      const rpc::RequestContext& context,
      const v1::VerifyAuditRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_AUDIT_REPORTS_H_

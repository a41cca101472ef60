#ifndef LOA_SERVICES_UNITS_GOVERNANCE_REPORTS_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_REPORTS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/report_service.pb.h"

namespace loa::units {

// What units report as done, with four eyes.  Contracts and errors:
// report_service.proto.
class Reports {
 public:
  explicit Reports(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::Report> FileReport(const rpc::RequestContext& context,
                                        const v1::FileReportRequest& request);
  absl::StatusOr<v1::Report> ConfirmReport(
      const rpc::RequestContext& context,
      const v1::ConfirmReportRequest& request);
  absl::StatusOr<v1::Report> ReturnReport(
      const rpc::RequestContext& context,
      const v1::ReturnReportRequest& request);
  absl::StatusOr<v1::ListReportsResponse> ListReports(
      const rpc::RequestContext& context,
      const v1::ListReportsRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_REPORTS_H_

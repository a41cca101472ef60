#ifndef LOA_SERVICES_UNITS_PLANS_PROGRESS_REPORTS_H_
#define LOA_SERVICES_UNITS_PLANS_PROGRESS_REPORTS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"

namespace loa::units {

// How far plans are.  Contracts and errors: plan_service.proto.
class ProgressReports {
 public:
  explicit ProgressReports(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::Progress> GetProgress(
      const rpc::RequestContext& context,
      const v1::GetProgressRequest& request);
  absl::StatusOr<v1::ListUnitProgressResponse> ListUnitProgress(
      const rpc::RequestContext& context,
      const v1::ListUnitProgressRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_PROGRESS_REPORTS_H_

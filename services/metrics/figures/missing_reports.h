#ifndef LOA_SERVICES_METRICS_FIGURES_MISSING_REPORTS_H_
#define LOA_SERVICES_METRICS_FIGURES_MISSING_REPORTS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/sample_service.pb.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Who has not reported.  Contract and errors: sample_service.proto.
class MissingReports {
 public:
  MissingReports(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::ListMissingReportsResponse> ListMissingReports(
      const rpc::RequestContext& context,
      const v1::ListMissingReportsRequest& request);

 private:
  sql::Database& database_;
  const Register& registry_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_MISSING_REPORTS_H_

#ifndef LOA_SERVICES_METRICS_ROLLUPS_ROLLUPS_H_
#define LOA_SERVICES_METRICS_ROLLUPS_ROLLUPS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/rollup_service.pb.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Figures of subtrees.  Contracts and errors: rollup_service.proto.
class Rollups {
 public:
  Rollups(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::Rollup> GetRollup(const rpc::RequestContext& context,
                                       const v1::GetRollupRequest& request);
  absl::StatusOr<v1::ListRollupsResponse> ListRollups(
      const rpc::RequestContext& context,
      const v1::ListRollupsRequest& request);

 private:
  sql::Database& database_;
  const Register& registry_;
};

// Errors: VIEW_NOT_AVAILABLE for all but AS_REPORTED.
absl::Status CheckView(v1::View view);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_ROLLUPS_ROLLUPS_H_

#ifndef LOA_SERVICES_UNITS_PLANS_PLANS_H_
#define LOA_SERVICES_UNITS_PLANS_PLANS_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"

namespace loa::units {

// The plans and their targets.  Contracts and errors: plan_service.proto.
class Plans {
 public:
  Plans(sql::Database& database, base::IdSource& ids)
      : database_(database), ids_(ids) {}

  absl::StatusOr<v1::Plan> CreatePlan(const rpc::RequestContext& context,
                                      const v1::CreatePlanRequest& request);
  absl::StatusOr<v1::Plan> GetPlan(const rpc::RequestContext& context,
                                   const v1::GetPlanRequest& request);
  absl::StatusOr<v1::ListPlansResponse> ListPlans(
      const rpc::RequestContext& context, const v1::ListPlansRequest& request);
  absl::StatusOr<v1::Plan> AddTarget(const rpc::RequestContext& context,
                                     const v1::AddTargetRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_PLANS_H_

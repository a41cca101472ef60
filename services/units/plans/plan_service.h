#ifndef LOA_SERVICES_UNITS_PLANS_PLAN_SERVICE_H_
#define LOA_SERVICES_UNITS_PLANS_PLAN_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/plans/facts.h"
#include "services/units/plans/plans.h"
#include "services/units/plans/progress_reports.h"

namespace loa::units {

// The transport of PlanService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewPlanService(const rpc::CallEnv& env,
                                              Plans& plans,
                                              ProgressReports& progress,
                                              Facts& facts);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_PLAN_SERVICE_H_

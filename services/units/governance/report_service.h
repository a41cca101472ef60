#ifndef LOA_SERVICES_UNITS_GOVERNANCE_REPORT_SERVICE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_REPORT_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/governance/reports.h"

namespace loa::units {

// The transport of ReportService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewReportService(const rpc::CallEnv& env,
                                                Reports& reports);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_REPORT_SERVICE_H_

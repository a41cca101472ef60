#ifndef LOA_SERVICES_UNITS_GOVERNANCE_MEETING_SERVICE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_MEETING_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/units/governance/meetings.h"

namespace loa::units {

// The transport of MeetingService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewMeetingService(const rpc::CallEnv& env,
                                                 Meetings& meetings);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_MEETING_SERVICE_H_

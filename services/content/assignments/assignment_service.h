#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_SERVICE_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/assignments/assignment_reads.h"
#include "services/content/assignments/assignments.h"

namespace loa::content {

// The transport of AssignmentService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewAssignmentService(const rpc::CallEnv& env,
                                                    Assignments& assignments,
                                                    AssignmentReads& reads);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_SERVICE_H_

#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_SERVICE_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/assignments/adoption_report.h"

namespace loa::content {

// The transport of AdoptionService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewAdoptionService(const rpc::CallEnv& env,
                                                  AdoptionReport& report);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_SERVICE_H_

#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_SERVICE_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/submissions/intake.h"
#include "services/content/submissions/submissions.h"

namespace loa::content {

// The transport of SubmissionService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewSubmissionService(const rpc::CallEnv& env,
                                                    Intake& intake,
                                                    Submissions& submissions);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_SERVICE_H_

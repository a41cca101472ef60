#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FIGURES_SERVICE_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FIGURES_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/submissions/submission_figures.h"

namespace loa::content {

// The transport of SubmissionFiguresService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewSubmissionFiguresService(
    const rpc::CallEnv& env, SubmissionFigureReads& figures);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FIGURES_SERVICE_H_

#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_FIGURES_SERVICE_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_FIGURES_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/publications/publication_figures.h"

namespace loa::content {

// The transport of PublicationFiguresService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewPublicationFiguresService(
    const rpc::CallEnv& env, PublicationFigures& figures);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_FIGURES_SERVICE_H_

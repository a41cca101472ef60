#ifndef LOA_SERVICES_CONTENT_VISIBLE_PUBLICATION_WATCH_SERVICE_H_
#define LOA_SERVICES_CONTENT_VISIBLE_PUBLICATION_WATCH_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "libs/rpc/watch_hub.h"
#include "services/content/visible/publication_watch.h"

namespace loa::content {

// The transport of PublicationWatchService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewPublicationWatchService(
    const rpc::CallEnv& env, rpc::WatchHub& hub, PublicationWatch& watch);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_VISIBLE_PUBLICATION_WATCH_SERVICE_H_

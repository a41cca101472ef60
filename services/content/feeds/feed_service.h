#ifndef LOA_SERVICES_CONTENT_FEEDS_FEED_SERVICE_H_
#define LOA_SERVICES_CONTENT_FEEDS_FEED_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/feeds/feeds.h"

namespace loa::content {

// The transport of FeedService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewFeedService(const rpc::CallEnv& env,
                                              Feeds& feeds);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_FEEDS_FEED_SERVICE_H_

#ifndef LOA_SERVICES_CONTENT_SEARCH_SEARCH_SERVICE_H_
#define LOA_SERVICES_CONTENT_SEARCH_SEARCH_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/search/search.h"

namespace loa::content {

// The transport of SearchService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewSearchService(const rpc::CallEnv& env,
                                                Searches& searches);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SEARCH_SERVICE_H_

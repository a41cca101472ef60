#ifndef LOA_SERVICES_CONTENT_SOURCES_SOURCE_SERVICE_H_
#define LOA_SERVICES_CONTENT_SOURCES_SOURCE_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/sources/sources.h"

namespace loa::content {

// The transport of SourceService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewSourceService(const rpc::CallEnv& env,
                                                Sources& sources);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SOURCES_SOURCE_SERVICE_H_

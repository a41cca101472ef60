#ifndef LOA_SERVICES_CONTENT_MEDIA_MEDIA_SERVICE_H_
#define LOA_SERVICES_CONTENT_MEDIA_MEDIA_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/media/media.h"

namespace loa::content {

// The transports of MediaService and MediaTransferService. Everything outlives
// the results.
std::unique_ptr<grpc::Service> NewMediaService(const rpc::CallEnv& env,
                                               Media& media);
std::unique_ptr<grpc::Service> NewMediaTransferService(const rpc::CallEnv& env,
                                                       Media& media);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_MEDIA_SERVICE_H_

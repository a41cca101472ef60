#ifndef LOA_SERVICES_CONTENT_POSTS_POST_SERVICE_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/posts/post_reads.h"
#include "services/content/posts/posts.h"

namespace loa::content {

// The transport of PostService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewPostService(const rpc::CallEnv& env,
                                              Posts& posts, PostReads& reads);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_SERVICE_H_

#ifndef LOA_SERVICES_MODERATION_REVIEWS_REVIEW_SERVICE_H_
#define LOA_SERVICES_MODERATION_REVIEWS_REVIEW_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "libs/rpc/watch_hub.h"
#include "libs/sql/database.h"
#include "services/moderation/reviews/reviews.h"

namespace loa::moderation {

// The transport of ReviewService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewReviewService(const rpc::CallEnv& env,
                                                Reviews& reviews,
                                                sql::Database& database,
                                                rpc::WatchHub& hub);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_REVIEW_SERVICE_H_

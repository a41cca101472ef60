#ifndef LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_SERVICE_H_
#define LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/metrics/posts/post_counts.h"
#include "services/metrics/rollups/rollups.h"

namespace loa::metrics {

// The transport of RollupService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewRollupService(const rpc::CallEnv& env,
                                                Rollups& rollups,
                                                PostCounts& posts);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_SERVICE_H_

#ifndef LOA_SERVICES_PUBLISHER_WORKER_FLAGS_H_
#define LOA_SERVICES_PUBLISHER_WORKER_FLAGS_H_

#include <memory>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/redis/options.h"
#include "services/publisher/content_gateway.h"
#include "services/publisher/shard_lock.h"
#include "services/publisher/units_gateway.h"
#include "services/publisher/worker.h"

// The flags of the worker: --redis, --partitions, --want_partitions, --shard,
// --run_dir, --takeover_patience, --max_calls, --page_interval, --page_burst,
// --app_interval, --app_burst, --reconcile_interval, --clock_skew,
// --drain_limit, --time_zone, --unsafe_control.
namespace loa::publisher {

// Errors: LOCK_FAILED, SHARD_RUNNING.
absl::StatusOr<std::unique_ptr<ShardLock>> ShardLockFromFlags();

// Errors: FLAG_INVALID for one out of its range, UNSAFE_CONTROL_REFUSED.
absl::StatusOr<Worker::Options> WorkerOptionsFromFlags();

// REDIS_ADDRESS_INVALID.
absl::StatusOr<redis::Options> RedisOptionsFromFlags();

// A new owner for each life of the process.
ContentGateway::Options ContentOptionsFromFlags(base::IdSource& ids);

// INVALID_ARGUMENT TIME_ZONE_UNKNOWN.  Without the app's secret.
absl::StatusOr<UnitsGateway::Options> UnitsOptionsFromFlags();

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_WORKER_FLAGS_H_

#ifndef LOA_SERVICES_METRICS_DIGEST_WORK_GATEWAY_H_
#define LOA_SERVICES_METRICS_DIGEST_WORK_GATEWAY_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/client_call.h"
#include "libs/work/work_list.h"
#include "loa/work/v1/work_service.pb.h"

namespace loa::metrics {

// A service that keeps work.
struct WorkPeer {
  std::string name;  // for errors
  std::shared_ptr<grpc::Channel> channel;
};

// All that waits at `now`, in all of `peers` and in our own list.  Errors: the
// first that does not answer; a digest that leaves something out would be
// silently wrong.
absl::StatusOr<std::vector<work::v1::WorkItem>> AllWork(
    const std::vector<WorkPeer>& peers, rpc::TokenSource* tokens,
    work::WorkList& own, absl::Time now);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DIGEST_WORK_GATEWAY_H_

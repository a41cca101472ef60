#ifndef LOA_SERVICES_CONTENT_DISPATCH_LEASES_H_
#define LOA_SERVICES_CONTENT_DISPATCH_LEASES_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "services/content/dispatch/dispatch_options.h"
#include "services/content/dispatch/partitions.h"

namespace loa::content {

// What publishers hold, and what they load of it. A renewal that changes
// nothing leaves no audit row, since one comes every few seconds; partitions
// that change hands do.
class Leases {
 public:
  Leases(sql::Database& database, const DispatchOptions& options)
      : database_(database), options_(options) {}

  absl::StatusOr<v1::LeasePartitionsResponse> LeasePartitions(
      const rpc::RequestContext& context,
      const v1::LeasePartitionsRequest& request);
  absl::StatusOr<v1::ReleasePartitionsResponse> ReleasePartitions(
      const rpc::RequestContext& context,
      const v1::ReleasePartitionsRequest& request);
  absl::StatusOr<v1::LoadPublicationsResponse> LoadPublications(
      const rpc::RequestContext& context,
      const v1::LoadPublicationsRequest& request);

 private:
  // What the owner of `held` is told with them: closed gates, first posts.
  absl::Status Tell(sql::Tx& tx, const std::vector<HeldPartition>& held,
                    absl::Time now,
                    v1::LeasePartitionsResponse& response) const;

  sql::Database& database_;
  const DispatchOptions& options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_LEASES_H_

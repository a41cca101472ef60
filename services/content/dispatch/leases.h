#ifndef LOA_SERVICES_CONTENT_DISPATCH_LEASES_H_
#define LOA_SERVICES_CONTENT_DISPATCH_LEASES_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "services/content/dispatch/dispatch_options.h"

namespace loa::content {

// What publishers hold, and what they load of it. Leases leave no audit rows:
// they come every few seconds, and the epoch on each attempt tells who held
// what.
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
  sql::Database& database_;
  const DispatchOptions& options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_LEASES_H_

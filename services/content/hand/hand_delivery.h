#ifndef LOA_SERVICES_CONTENT_HAND_HAND_DELIVERY_H_
#define LOA_SERVICES_CONTENT_HAND_HAND_DELIVERY_H_

#include <string>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/hand_delivery_service.pb.h"
#include "services/content/amendments/amendment.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// What the people of pages without a connection see and say. Thread-safe.
class HandDelivery {
 public:
  HandDelivery(sql::Database& database, base::IdSource& ids,
               const Registry& registry)
      : database_(database), ids_(ids), registry_(registry) {}

  absl::StatusOr<v1::ListHandTasksResponse> List(
      const rpc::RequestContext& context,
      const v1::ListHandTasksRequest& request);
  absl::StatusOr<v1::Publication> ReportPosted(
      const rpc::RequestContext& context,
      const v1::ReportPostedRequest& request);
  absl::StatusOr<v1::Publication> ReportNotPosted(
      const rpc::RequestContext& context,
      const v1::ReportNotPostedRequest& request);
  absl::StatusOr<v1::Amendment> ReportEdited(
      const rpc::RequestContext& context,
      const v1::ReportEditedRequest& request);
  absl::StatusOr<v1::Amendment> ReportTakenDown(
      const rpc::RequestContext& context,
      const v1::ReportTakenDownRequest& request);

 private:
  // An amendment of `kind` that waits for people is done.
  absl::StatusOr<v1::Amendment> EndTask(
      const rpc::RequestContext& context,
      const google::protobuf::Message& request, const std::string& name,
      const std::string& note, AmendmentKind kind);

  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_DELIVERY_H_

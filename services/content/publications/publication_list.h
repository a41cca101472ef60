#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_LIST_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_LIST_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/publication_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// Many publications at once: lists and counts, of what the caller may see.
class PublicationList {
 public:
  PublicationList(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::ListPublicationsResponse> List(
      const rpc::RequestContext& context,
      const v1::ListPublicationsRequest& request);

  // One snapshot: the total is the sum over the states.
  absl::StatusOr<v1::CountPublicationsResponse> Count(
      const rpc::RequestContext& context,
      const v1::CountPublicationsRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_LIST_H_

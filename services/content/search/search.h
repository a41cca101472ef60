#ifndef LOA_SERVICES_CONTENT_SEARCH_SEARCH_H_
#define LOA_SERVICES_CONTENT_SEARCH_SEARCH_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/search_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The use case of SearchService; errors as its contract says, and
// DEPENDENCY_UNAVAILABLE until the register was read once. Thread-safe.
class Searches {
 public:
  Searches(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::SearchResponse> Search(const rpc::RequestContext& context,
                                            const v1::SearchRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SEARCH_H_

#ifndef LOA_SERVICES_CONTENT_HISTORY_HISTORY_H_
#define LOA_SERVICES_CONTENT_HISTORY_HISTORY_H_

#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/history_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// Posts that pages showed without Loa. Contracts and errors:
// history_service.proto.
class History {
 public:
  static constexpr int kMaxRows = 20'000;

  History(sql::Database& database, base::IdSource& ids,
          const Registry& registry)
      : database_(database), ids_(ids), registry_(registry) {}

  absl::StatusOr<v1::ImportHistoryResponse> ImportHistory(
      const rpc::RequestContext& context,
      const std::vector<v1::ImportHistoryRequest>& rows);
  absl::StatusOr<v1::ListPastPostsResponse> ListPastPosts(
      const rpc::RequestContext& context,
      const v1::ListPastPostsRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HISTORY_HISTORY_H_

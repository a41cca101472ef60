#ifndef LOA_SERVICES_CONTENT_OUTSIDE_SWEEP_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_SWEEP_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/sweep_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/dispatch/dispatch_options.h"
#include "services/content/outside/outside_store.h"
#include "services/content/publications/publication.h"

namespace loa::content {

// What becomes of the posts that a daily reading of each connected page shows.
class Sweep {
 public:
  Sweep(sql::Database& database, base::IdSource& ids, const Registry& registry,
        const DispatchOptions& options)
      : database_(database),
        ids_(ids),
        registry_(registry),
        options_(options) {}

  absl::StatusOr<v1::ListDueSweepsResponse> List(
      const rpc::RequestContext& context,
      const v1::ListDueSweepsRequest& request);
  absl::StatusOr<v1::RecordOutsidePostsResponse> Record(
      const rpc::RequestContext& context,
      const v1::RecordOutsidePostsRequest& request);

 private:
  // Decides about one post of the page, whose order is locked.
  absl::Status Take(sql::Tx& tx, const rpc::RequestContext& context,
                    absl::Time sweep, const OutsidePost& post,
                    std::vector<Publication>& undecided,
                    v1::RecordOutsidePostsResponse& response);
  // Alerts on what a post that was adopted looks like.
  absl::Status Judge(sql::Tx& tx, const OutsidePost& post);

  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
  const DispatchOptions& options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_SWEEP_H_

#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENTS_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENTS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/assignment_service.pb.h"
#include "services/content/assignments/assignment_record.h"
#include "services/content/assignments/placing.h"
#include "services/content/posts/review_outbox.h"

namespace loa::content {

// How units answer what cascades ask; errors as the contract of
// AssignmentService says. Thread-safe.
class Assignments {
 public:
  Assignments(sql::Database& database, base::IdSource& ids,
              ReviewOutbox& outbox, int64_t partitions)
      : database_(database),
        ids_(ids),
        outbox_(outbox),
        partitions_(partitions) {}

  // Answers the assignment as it was adopted; what moderation said at once of
  // a local part is in the next GetAssignment.
  absl::StatusOr<v1::Assignment> Adopt(
      const rpc::RequestContext& context,
      const v1::AdoptAssignmentRequest& request);
  absl::StatusOr<v1::Assignment> Decline(
      const rpc::RequestContext& context,
      const v1::DeclineAssignmentRequest& request);
  absl::StatusOr<v1::BatchAdoptAssignmentsResponse> BatchAdopt(
      const rpc::RequestContext& context,
      const v1::BatchAdoptAssignmentsRequest& request);

  // The unit of an assignment, for access. ASSIGNMENT_NOT_FOUND.
  absl::StatusOr<std::string> UnitOf(absl::string_view name);

 private:
  // Adopts one in a transaction whose publications are `placing`'s.
  absl::StatusOr<AssignmentRecord> AdoptOne(
      sql::Tx& tx, const rpc::RequestContext& context,
      const v1::AdoptAssignmentRequest& request, Placing& placing);
  // Calls that are owed to moderation are made now or, when that fails, soon.
  void Deliver(const std::string& post);

  sql::Database& database_;
  base::IdSource& ids_;
  ReviewOutbox& outbox_;
  const int64_t partitions_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENTS_H_

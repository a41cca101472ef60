#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_READS_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_READS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/assignment_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The use cases of AssignmentService that only read. Thread-safe.
class AssignmentReads {
 public:
  AssignmentReads(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::Assignment> Get(const rpc::RequestContext& context,
                                     const v1::GetAssignmentRequest& request);
  absl::StatusOr<v1::ListAssignmentsResponse> List(
      const rpc::RequestContext& context,
      const v1::ListAssignmentsRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_READS_H_

#include "services/content/assignments/assignment_reads.h"

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/audience/visible_units.h"

namespace loa::content {

absl::StatusOr<v1::Assignment> AssignmentReads::Get(
    const rpc::RequestContext& context,
    const v1::GetAssignmentRequest& request) {
  v1::Assignment assignment;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const AssignmentRecord record,
                     FindAssignment(tx, request.name()));
    RETURN_IF_ERROR(context.access.Check(record.assignment.unit()));
    assignment = ToProto(record);
    return absl::OkStatus();
  }));
  return assignment;
}

absl::StatusOr<v1::ListAssignmentsResponse> AssignmentReads::List(
    const rpc::RequestContext& context,
    const v1::ListAssignmentsRequest& request) {
  AssignmentFilter filter;
  filter.post = request.post();
  filter.state = request.state();
  ASSIGN_OR_RETURN(filter.units,
                   VisibleUnits(context.access, registry_, request.within()));
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() == 2) {
    if (!absl::SimpleAtoi(key[0], &filter.after_sequence)) {
      return rpc::PageTokenInvalid();
    }
    filter.after_name = key[1];
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListAssignmentsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    ASSIGN_OR_RETURN(const std::vector<AssignmentRecord> records,
                     ReadAssignments(tx, filter, size + 1));
    for (const AssignmentRecord& record : records) {
      v1::Assignment assignment = ToProto(record);
      const int shown = response.assignments_size();
      if (shown == size || !budget.Takes(assignment)) {
        response.set_next_page_token(rpc::EncodePageToken(
            request, {absl::StrCat(records[shown - 1].sequence),
                      records[shown - 1].assignment.name()}));
        break;
      }
      *response.add_assignments() = std::move(assignment);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content

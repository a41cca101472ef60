#include "services/content/assignments/assignments.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/assignments/local_parts.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {
namespace {

Act ActOf(const rpc::RequestContext& context) {
  return {context.principal.name, context.now};
}

// Locks the post and then the assignment, for a caller who may answer it.
struct Locked {
  v1::Post post;
  AssignmentRecord record;
};
absl::StatusOr<Locked> LockForAnswer(sql::Tx& tx,
                                     const rpc::RequestContext& context,
                                     const std::string& name,
                                     const std::string& etag) {
  ASSIGN_OR_RETURN(const AssignmentRecord found, FindAssignment(tx, name));
  RETURN_IF_ERROR(context.access.Check(found.assignment.unit()));
  ASSIGN_OR_RETURN(PostRecord post, LockPost(tx, found.assignment.post()));
  ASSIGN_OR_RETURN(AssignmentRecord record, LockAssignment(tx, name));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, EtagOf(record), name));
  return Locked{std::move(post.post), std::move(record)};
}

// The state after `action`, or ASSIGNMENT_NOT_OPEN.
absl::StatusOr<AssignmentState> After(const v1::Assignment& assignment,
                                      AssignmentAction action, absl::Time now) {
  const std::optional<AssignmentState> next =
      NextState(assignment.state(), action, CircumstancesOf(assignment, now));
  if (next) return *next;
  return AssignmentNotOpen(assignment.name(), NameOf(assignment.state()),
                           base::TimeOf(assignment.close_time()));
}

// The items of a batch in the order of their locks: by post, then name. Items
// without an assignment come first.
absl::StatusOr<std::vector<int>> LockOrder(
    sql::Tx& tx, const v1::BatchAdoptAssignmentsRequest& request) {
  std::vector<std::pair<std::string, int>> keyed;
  for (int i = 0; i < request.names_size(); ++i) {
    const auto found = FindAssignment(tx, request.names(i));
    if (!found.ok() && !absl::IsNotFound(found.status())) {
      return found.status();
    }
    keyed.emplace_back(
        found.ok() ? found->assignment.post() + " " + request.names(i) : "", i);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<int> order;
  for (const auto& [key, i] : keyed) order.push_back(i);
  return order;
}

}  // namespace

absl::StatusOr<std::string> Assignments::UnitOf(absl::string_view name) {
  std::string unit;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const AssignmentRecord record, FindAssignment(tx, name));
    unit = record.assignment.unit();
    return absl::OkStatus();
  }));
  return unit;
}

absl::StatusOr<AssignmentRecord> Assignments::AdoptOne(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::AdoptAssignmentRequest& request, Placing& placing) {
  ASSIGN_OR_RETURN(Locked locked,
                   LockForAnswer(tx, context, request.name(), request.etag()));
  AssignmentRecord& record = locked.record;
  v1::Assignment& assignment = record.assignment;
  ASSIGN_OR_RETURN(const AssignmentState next,
                   After(assignment, AssignmentAction::kAdopt, context.now));
  if (IsEmpty(request.local_part())) {
    RETURN_IF_ERROR(DropLocalPart(tx, record));
  } else {
    RETURN_IF_ERROR(HandInLocalPart(tx, record, request.local_part(),
                                    locked.post, ActOf(context)));
  }
  assignment.set_state(next);
  assignment.set_answerer(context.principal.name);
  assignment.clear_reason();
  if (!assignment.has_adopt_time()) {
    *assignment.mutable_adopt_time() = base::TimestampOf(context.now);
  }
  if (IsPlaceable(assignment)) {
    RETURN_IF_ERROR(placing.Add(tx, locked.post, record));
  }
  RETURN_IF_ERROR(SaveAssignment(tx, record));
  return std::move(record);
}

absl::StatusOr<v1::Assignment> Assignments::Adopt(
    const rpc::RequestContext& context,
    const v1::AdoptAssignmentRequest& request) {
  auto answer = audit::Mutate<v1::Assignment>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Assignment> {
        Placing placing(ids_, partitions_, ActOf(context));
        ASSIGN_OR_RETURN(const AssignmentRecord record,
                         AdoptOne(tx, context, request, placing));
        subject = {record.assignment.name(), record.assignment.unit()};
        RETURN_IF_ERROR(placing.Write(tx));
        return ToProto(record);
      });
  if (answer.ok()) Deliver(answer->post());
  return answer;
}

absl::StatusOr<v1::Assignment> Assignments::Decline(
    const rpc::RequestContext& context,
    const v1::DeclineAssignmentRequest& request) {
  auto answer = audit::Mutate<v1::Assignment>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Assignment> {
        ASSIGN_OR_RETURN(
            Locked locked,
            LockForAnswer(tx, context, request.name(), request.etag()));
        v1::Assignment& assignment = locked.record.assignment;
        subject = {assignment.name(), assignment.unit()};
        ASSIGN_OR_RETURN(
            const AssignmentState next,
            After(assignment, AssignmentAction::kDecline, context.now));
        RETURN_IF_ERROR(DropLocalPart(tx, locked.record));
        assignment.set_state(next);
        assignment.set_answerer(context.principal.name);
        assignment.set_reason(request.reason());
        assignment.clear_adopt_time();
        RETURN_IF_ERROR(SaveAssignment(tx, locked.record));
        return ToProto(locked.record);
      });
  if (answer.ok()) Deliver(answer->post());
  return answer;
}

absl::StatusOr<v1::BatchAdoptAssignmentsResponse> Assignments::BatchAdopt(
    const rpc::RequestContext& context,
    const v1::BatchAdoptAssignmentsRequest& request) {
  using Response = v1::BatchAdoptAssignmentsResponse;
  return audit::Mutate<Response>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<Response> {
        subject.resource = "assignments";
        Placing placing(ids_, partitions_, ActOf(context));
        Response response;
        for (int i = 0; i < request.names_size(); ++i) response.add_results();
        ASSIGN_OR_RETURN(const std::vector<int> order, LockOrder(tx, request));
        for (const int i : order) {
          v1::AdoptAssignmentRequest item;
          item.set_name(request.names(i));
          const auto record = AdoptOne(tx, context, item, placing);
          if (record.ok()) {
            *response.mutable_results(i)->mutable_assignment() =
                ToProto(*record);
          } else if (status::IsCallersFault(record.status())) {
            *response.mutable_results(i)->mutable_error() =
                status::ToRpcStatus(record.status());
          } else {
            return record.status();
          }
        }
        RETURN_IF_ERROR(placing.Write(tx));
        return response;
      });
}

void Assignments::Deliver(const std::string& post) {
  const absl::Status delivered = outbox_.DeliverFor(post);
  if (delivered.ok()) return;
  base::Log(base::Severity::kWarning, "a review will be opened later",
            {{"post", post}, {"status", delivered.ToString()}});
}

}  // namespace loa::content

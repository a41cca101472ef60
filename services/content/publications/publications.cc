#include "services/content/publications/publications.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using Action = PublicationAction;
using P = v1::Publication;

constexpr int kTimelineRows = 1000;

Happening ByPerson(const rpc::RequestContext& context, Action action,
                   absl::string_view note) {
  return {.action = action,
          .at = context.now,
          .principal = context.principal.name,
          .evidence = std::string(note)};
}

absl::Status Refusal(Action action, const Publication& p) {
  return action == Action::kCancel
             ? PublicationNotCancellable(p.name, NameOf(p.state))
             : AttentionNotNeeded(p.name, NameOf(p.state));
}

v1::TimelineEvent ToProto(const TimelineRow& row) {
  v1::TimelineEvent event;
  *event.mutable_event_time() = base::TimestampOf(row.happened_at);
  event.set_kind(row.kind);
  event.set_principal(row.principal);
  event.set_attempt(static_cast<int32_t>(row.attempt));
  event.set_state(row.state);
  event.set_http_status(static_cast<int32_t>(row.http_status));
  event.set_platform_code(static_cast<int32_t>(row.platform_code));
  event.set_platform_subcode(static_cast<int32_t>(row.platform_subcode));
  event.set_platform_trace_id(row.platform_trace_id);
  event.set_evidence(row.evidence);
  return event;
}

}  // namespace

absl::StatusOr<std::string> Publications::UnitOf(absl::string_view name) {
  std::string unit;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Publication p, FindPublication(tx, name));
    unit = p.unit;
    return absl::OkStatus();
  }));
  return unit;
}

absl::StatusOr<v1::Publication> Publications::Get(
    const rpc::RequestContext& context,
    const v1::GetPublicationRequest& request) {
  v1::Publication answer;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Publication p, FindPublication(tx, request.name()));
    RETURN_IF_ERROR(context.access.Check(p.unit));
    answer = content::ToProto(p);
    return absl::OkStatus();
  }));
  return answer;
}

absl::StatusOr<v1::GetTimelineResponse> Publications::Timeline(
    const rpc::RequestContext& context, const v1::GetTimelineRequest& request) {
  v1::GetTimelineResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const Publication p, FindPublication(tx, request.name()));
    RETURN_IF_ERROR(context.access.Check(p.unit));
    ASSIGN_OR_RETURN(const std::vector<TimelineRow> rows,
                     ReadTimeline(tx, p.name, kTimelineRows));
    for (const TimelineRow& row : rows) *response.add_events() = ToProto(row);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Publication> Publications::Change(
    const rpc::RequestContext& context,
    const google::protobuf::Message& request, absl::string_view name,
    absl::string_view etag,
    absl::FunctionRef<absl::StatusOr<Happening>(sql::Tx&, Publication&)>
        decide) {
  return audit::Mutate<v1::Publication>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Publication> {
        ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
        subject = {.resource = p.name, .unit = p.unit};
        RETURN_IF_ERROR(context.access.Check(p.unit));
        RETURN_IF_ERROR(rpc::CheckEtag(etag, EtagOf(p), p.name));
        ASSIGN_OR_RETURN(const Happening happening, decide(tx, p));
        const Publication before = p;
        ASSIGN_OR_RETURN(const PublicationStep step, Apply(tx, p, happening));
        if (step.kind == PublicationStep::Kind::kRefused) {
          return Refusal(happening.action, before);
        }
        return content::ToProto(p);
      });
}

absl::StatusOr<v1::Publication> Publications::Cancel(
    const rpc::RequestContext& context,
    const v1::CancelPublicationRequest& request) {
  return Change(context, request, request.name(), request.etag(),
                [&](sql::Tx&, Publication&) -> absl::StatusOr<Happening> {
                  Happening happening =
                      ByPerson(context, Action::kCancel, request.note());
                  happening.cause = std::string(kRequested);
                  return happening;
                });
}

absl::StatusOr<v1::Publication> Publications::Adopt(
    const rpc::RequestContext& context,
    const v1::AdoptPublicationRequest& request) {
  return Change(
      context, request, request.name(), request.etag(),
      [&](sql::Tx& tx, Publication& p) -> absl::StatusOr<Happening> {
        ASSIGN_OR_RETURN(
            const std::string holder,
            HolderOfPlatformPost(tx, p.page, request.platform_post_id()));
        if (!holder.empty() && holder != p.name) {
          return PlatformPostTaken(request.platform_post_id(), holder);
        }
        Happening happening = ByPerson(context, Action::kAdopt, request.note());
        happening.platform_post_id = request.platform_post_id();
        happening.permalink = request.permalink();
        return happening;
      });
}

absl::StatusOr<v1::Publication> Publications::SendAgain(
    const rpc::RequestContext& context,
    const v1::SendPublicationAgainRequest& request) {
  return Change(
      context, request, request.name(), request.etag(),
      [&](sql::Tx& tx, Publication& p) -> absl::StatusOr<Happening> {
        Happening happening =
            ByPerson(context, Action::kSendAgain, request.note());
        if (p.state != P::NEEDS_ATTENTION) return happening;  // is refused
        if (p.absent_reads < 2) return AbsenceNotProven(p.name, p.absent_reads);
        ASSIGN_OR_RETURN(const bool approved, IsApproved(tx, p, context.now));
        if (!approved) return PostNotApproved(p.post, "not approved");
        // Behind all that was begun on the page, and behind its own past.
        ASSIGN_OR_RETURN(const absl::Time begun, LockPage(tx, p.page));
        p.due_at = std::max(context.now, begun);
        if (request.has_due_time()) {
          p.due_at = std::max(p.due_at, base::TimeOf(request.due_time()));
        }
        ASSIGN_OR_RETURN(p.sequence, sql::NextSequence(tx));
        happening.not_before = p.due_at;
        return happening;
      });
}

absl::StatusOr<v1::Publication> Publications::Drop(
    const rpc::RequestContext& context,
    const v1::DropPublicationRequest& request) {
  return Change(context, request, request.name(), request.etag(),
                [&](sql::Tx&, Publication&) -> absl::StatusOr<Happening> {
                  Happening happening =
                      ByPerson(context, Action::kDrop, request.note());
                  happening.cause = "DROPPED";
                  return happening;
                });
}

}  // namespace loa::content

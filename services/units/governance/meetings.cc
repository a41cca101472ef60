#include "services/units/governance/meetings.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/field_mask.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/creation_cursor.h"
#include "services/units/errors.h"
#include "services/units/governance/errors.h"
#include "services/units/governance/meeting_state.h"
#include "services/units/governance/meeting_store.h"
#include "services/units/governance/obstacle_store.h"
#include "services/units/names.h"
#include "services/units/plans/plan_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using v1::Meeting;

// As Meeting.opinions declares it.
constexpr int kMaxOpinions = 300;

// The name of the plan that a meeting of `unit` judges: its own, or one of a
// unit above or below.  Any other is not told from one that is not there.
absl::StatusOr<std::string> PlanToJudge(sql::Tx& tx,
                                        const rpc::RequestContext& context,
                                        const std::string& unit,
                                        const std::string& name) {
  if (name.empty()) return name;
  constexpr absl::string_view kField = "meeting.plan";
  ASSIGN_OR_RETURN(const v1::Plan plan, ResolvePlan(tx, kField, name));
  const auth::AccessView& tree = *context.access.view();
  if (tree.IsWithin(unit, plan.issuer()) ||
      tree.IsWithin(plan.issuer(), unit)) {
    return plan.name();
  }
  return PlanNotFound(kField, name);
}

// A meeting that takes `action`, with the register locked and in its new state.
absl::StatusOr<Meeting> MeetingToChange(
    sql::Tx& tx, const rpc::RequestContext& context, absl::string_view field,
    const std::string& name, const std::string& etag, MeetingAction action,
    audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(Meeting meeting, ResolveMeeting(tx, field, name));
  RETURN_IF_ERROR(context.access.Check(meeting.unit()));
  subject = {meeting.name(), meeting.unit()};
  RETURN_IF_ERROR(rpc::CheckEtag(etag, meeting.etag(), meeting.name()));
  const std::optional<MeetingState> next =
      MeetingStateAfter(meeting.state(), action);
  if (!next.has_value()) return MeetingConcluded(meeting.name());
  meeting.set_state(*next);
  return meeting;
}

absl::StatusOr<Meeting> Store(sql::Tx& tx, Meeting meeting) {
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  meeting.set_sequence(sequence);
  RETURN_IF_ERROR(UpdateMeeting(tx, meeting));
  return ResolveMeeting(tx, "name", meeting.name());
}

absl::StatusOr<Meeting> Create(sql::Tx& tx, const rpc::RequestContext& context,
                               const v1::CreateMeetingRequest& request,
                               const std::string& meeting_id,
                               audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  Meeting meeting = request.meeting();
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveAllowedUnit(tx, context.access, "meeting.unit",
                                      meeting.unit(), today));
  ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, unit_id));
  if (!known) return UnitNotFound("meeting.unit", meeting.unit(), today.day);
  ASSIGN_OR_RETURN(const std::optional<Meeting> same,
                   FindMeeting(tx, meeting_id));
  if (same.has_value()) return MeetingAlreadyExists(same->name());

  meeting.set_name(MeetingName(meeting_id));
  meeting.set_unit(UnitName(unit_id));
  ASSIGN_OR_RETURN(const std::string plan,
                   PlanToJudge(tx, context, meeting.unit(), meeting.plan()));
  meeting.set_plan(plan);
  meeting.set_state(Meeting::OPEN);
  *meeting.mutable_create_time() = base::TimestampOf(context.now);
  subject = {meeting.name(), meeting.unit()};
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  meeting.set_sequence(sequence);
  RETURN_IF_ERROR(InsertMeeting(tx, meeting));
  return ResolveMeeting(tx, "name", meeting.name());
}

absl::StatusOr<Meeting> Update(sql::Tx& tx, const rpc::RequestContext& context,
                               const v1::UpdateMeetingRequest& request,
                               audit::Subject& subject) {
  ASSIGN_OR_RETURN(
      Meeting meeting,
      MeetingToChange(tx, context, "meeting.name", request.meeting().name(),
                      request.meeting().etag(), MeetingAction::kEdit, subject));
  RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.meeting(),
                                 meeting,
                                 {"title", "held_on", "place", "chair",
                                  "attendees", "plan", "evaluation"}));
  ASSIGN_OR_RETURN(const std::string plan,
                   PlanToJudge(tx, context, meeting.unit(), meeting.plan()));
  meeting.set_plan(plan);
  return Store(tx, std::move(meeting));
}

// An opinion speaks of what was raised in the unit that meets or below it; any
// other obstacle is not told from one that is not there.
absl::Status CheckSpokenOf(sql::Tx& tx, const rpc::RequestContext& context,
                           const std::string& unit,
                           const std::string& obstacle) {
  if (obstacle.empty()) return absl::OkStatus();
  constexpr absl::string_view kField = "opinion.obstacle";
  ASSIGN_OR_RETURN(const v1::Obstacle raised,
                   ResolveObstacle(tx, kField, obstacle));
  if (context.access.view()->IsWithin(raised.unit(), unit)) {
    return absl::OkStatus();
  }
  return ObstacleNotFound(kField, obstacle);
}

absl::StatusOr<Meeting> Add(sql::Tx& tx, const rpc::RequestContext& context,
                            const v1::AddOpinionRequest& request,
                            audit::Subject& subject) {
  ASSIGN_OR_RETURN(
      Meeting meeting,
      MeetingToChange(tx, context, "meeting", request.meeting(), request.etag(),
                      MeetingAction::kSpeak, subject));
  if (meeting.opinions_size() >= kMaxOpinions) {
    return MeetingFull(meeting.name(), kMaxOpinions);
  }
  RETURN_IF_ERROR(
      CheckSpokenOf(tx, context, meeting.unit(), request.opinion().obstacle()));
  RETURN_IF_ERROR(InsertOpinion(tx, meeting.name(), request.opinion(),
                                meeting.opinions_size() + 1));
  return Store(tx, std::move(meeting));
}

// Units of the past count too: what was merged since can be recognised.
absl::Status Recognise(sql::Tx& tx, const Moment& today,
                       const std::string& meeting,
                       const v1::Conclusion& conclusion) {
  for (int i = 0; i < conclusion.recognitions_size(); ++i) {
    v1::Recognition recognition = conclusion.recognitions(i);
    const std::string field =
        absl::StrCat("conclusion.recognitions[", i, "].unit");
    ASSIGN_OR_RETURN(const std::string unit_id,
                     ResolveUnit(tx, field, recognition.unit(), today));
    ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, unit_id));
    if (!known) return UnitNotFound(field, recognition.unit(), today.day);
    recognition.set_unit(UnitName(unit_id));
    RETURN_IF_ERROR(InsertRecognition(tx, meeting, recognition, i + 1));
  }
  return absl::OkStatus();
}

absl::StatusOr<Meeting> Conclude(sql::Tx& tx,
                                 const rpc::RequestContext& context,
                                 const v1::ConcludeMeetingRequest& request,
                                 audit::Subject& subject) {
  ASSIGN_OR_RETURN(
      Meeting meeting,
      MeetingToChange(tx, context, "name", request.name(), request.etag(),
                      MeetingAction::kConclude, subject));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  const base::Days held_on = base::ParseDate(meeting.held_on()).value_or(0);
  if (held_on > today.day) return DateInFuture("name", held_on);
  RETURN_IF_ERROR(Recognise(tx, today, meeting.name(), request.conclusion()));
  *meeting.mutable_conclusion() = request.conclusion();
  meeting.mutable_conclusion()->set_concluded_by(context.principal.name);
  *meeting.mutable_conclusion()->mutable_conclude_time() =
      base::TimestampOf(context.now);
  return Store(tx, std::move(meeting));
}

absl::StatusOr<MeetingFilter> FilterOf(sql::Tx& tx, const auth::Access& access,
                                       const v1::ListMeetingsRequest& request,
                                       const Moment& today) {
  MeetingFilter filter;
  ASSIGN_OR_RETURN(filter.visible,
                   VisibleWithin(tx, access, request.within(), today));
  filter.state = request.state();
  if (!request.plan().empty()) {
    ASSIGN_OR_RETURN(const v1::Plan plan,
                     ResolvePlan(tx, "plan", request.plan()));
    filter.plan = plan.name();
  }
  return filter;
}

}  // namespace

absl::StatusOr<Meeting> Meetings::CreateMeeting(
    const rpc::RequestContext& context,
    const v1::CreateMeetingRequest& request) {
  const std::string meeting_id =
      request.meeting_id().empty() ? ids_.NewId() : request.meeting_id();
  return audit::Mutate<Meeting>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Create(tx, context, request, meeting_id, subject);
      });
}

absl::StatusOr<Meeting> Meetings::GetMeeting(
    const rpc::RequestContext& context, const v1::GetMeetingRequest& request) {
  Meeting response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(response, ResolveMeeting(tx, "name", request.name()));
    return context.access.Check(response.unit());
  }));
  return response;
}

absl::StatusOr<v1::ListMeetingsResponse> Meetings::ListMeetings(
    const rpc::RequestContext& context,
    const v1::ListMeetingsRequest& request) {
  ASSIGN_OR_RETURN(const CreationCursor after, ReadCreationCursor(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListMeetingsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const MeetingFilter filter,
                     FilterOf(tx, context.access, request, today));
    ASSIGN_OR_RETURN(
        const std::vector<Meeting> meetings,
        ListStoredMeetings(tx, filter, today, after, page_size + 1));
    response.Clear();
    rpc::PageBudget budget;
    for (const Meeting& meeting : meetings) {
      if (response.meetings_size() == page_size || !budget.Takes(meeting)) {
        const Meeting& last = *response.meetings().rbegin();
        response.set_next_page_token(TokenAfter(
            request, {absl::ToUnixMicros(base::TimeOf(last.create_time())),
                      IdIn("meetings", last.name())}));
        break;
      }
      *response.add_meetings() = meeting;
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<Meeting> Meetings::UpdateMeeting(
    const rpc::RequestContext& context,
    const v1::UpdateMeetingRequest& request) {
  return audit::Mutate<Meeting>(database_, context, request,
                                [&](sql::Tx& tx, audit::Subject& subject) {
                                  return Update(tx, context, request, subject);
                                });
}

absl::StatusOr<Meeting> Meetings::AddOpinion(
    const rpc::RequestContext& context, const v1::AddOpinionRequest& request) {
  return audit::Mutate<Meeting>(database_, context, request,
                                [&](sql::Tx& tx, audit::Subject& subject) {
                                  return Add(tx, context, request, subject);
                                });
}

absl::StatusOr<Meeting> Meetings::ConcludeMeeting(
    const rpc::RequestContext& context,
    const v1::ConcludeMeetingRequest& request) {
  return audit::Mutate<Meeting>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Conclude(tx, context, request, subject);
      });
}

}  // namespace loa::units

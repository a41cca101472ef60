#include "services/units/governance/obstacles.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "libs/audit/mutation.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/creation_cursor.h"
#include "services/units/errors.h"
#include "services/units/governance/errors.h"
#include "services/units/governance/obstacle_state.h"
#include "services/units/governance/obstacle_store.h"
#include "services/units/governance/spokesperson.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_store.h"
#include "services/units/plans/plan_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using v1::Obstacle;

bool IsWithin(const rpc::RequestContext& context, absl::string_view unit,
              absl::string_view ancestor) {
  return context.access.view()->IsWithin(unit, ancestor);
}

struct Subject {
  std::string name;  // "plans/abc", no alias
  std::string unit;  // whose it is
};

absl::StatusOr<Subject> ResolveSubject(sql::Tx& tx, absl::string_view field,
                                       const std::string& name) {
  if (absl::StartsWith(name, "plans/")) {
    ASSIGN_OR_RETURN(const v1::Plan plan, ResolvePlan(tx, field, name));
    return Subject{plan.name(), plan.issuer()};
  }
  ASSIGN_OR_RETURN(const StoredPage page, ResolvePage(tx, field, name));
  return Subject{PageName(page.page_id), UnitName(page.unit_id)};
}

// The subject of what `unit` raises.  One that is none of its business is not
// told from one that is not there.
absl::StatusOr<std::string> SubjectOfUnit(sql::Tx& tx,
                                          const rpc::RequestContext& context,
                                          const std::string& unit,
                                          const std::string& name) {
  constexpr absl::string_view kField = "obstacle.subject";
  ASSIGN_OR_RETURN(const Subject subject, ResolveSubject(tx, kField, name));
  if (absl::StartsWith(subject.name, "plans/")) {
    if (IsWithin(context, unit, subject.unit)) return subject.name;
    return PlanNotFound(kField, name);
  }
  if (IsWithin(context, subject.unit, unit)) return subject.name;
  return PageNotFound(kField, name);
}

absl::StatusOr<base::Days> PastDay(absl::string_view field,
                                   const std::string& date, base::Days today) {
  const base::Days day = base::ParseDate(date).value_or(today);
  if (day > today) return DateInFuture(field, day);
  return day;
}

// An obstacle that takes `action`, with the register locked and in its new
// state.
absl::StatusOr<Obstacle> ObstacleToChange(
    sql::Tx& tx, const rpc::RequestContext& context, const std::string& name,
    const std::string& etag, ObstacleAction action, audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(Obstacle obstacle, ResolveObstacle(tx, "name", name));
  RETURN_IF_ERROR(context.access.Check(obstacle.unit()));
  subject = {obstacle.name(), obstacle.unit()};
  RETURN_IF_ERROR(rpc::CheckEtag(etag, obstacle.etag(), obstacle.name()));
  const std::optional<ObstacleState> next =
      ObstacleStateAfter(obstacle.state(), action);
  if (!next.has_value()) {
    return ObstacleStateWrong(obstacle.name(),
                              Obstacle::State_Name(obstacle.state()));
  }
  obstacle.set_state(*next);
  return obstacle;
}

// Answers and resolutions are for the unit that was asked.
absl::Status CheckIsAsked(const rpc::RequestContext& context,
                          const Obstacle& obstacle) {
  if (obstacle.assigned_to().empty()) return absl::OkStatus();
  return context.access.Check(obstacle.assigned_to());
}

absl::StatusOr<Obstacle> Store(sql::Tx& tx, Obstacle obstacle) {
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  obstacle.set_sequence(sequence);
  RETURN_IF_ERROR(UpdateObstacle(tx, obstacle));
  return ResolveObstacle(tx, "name", obstacle.name());
}

absl::StatusOr<Obstacle> Raise(sql::Tx& tx, const rpc::RequestContext& context,
                               const v1::RaiseObstacleRequest& request,
                               const std::string& obstacle_id,
                               audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  Obstacle obstacle = request.obstacle();
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveAllowedUnit(tx, context.access, "obstacle.unit",
                                      obstacle.unit(), today));
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                   FindUnit(tx, unit_id, today));
  if (!unit.has_value()) {
    return UnitNotFound("obstacle.unit", obstacle.unit(), today.day);
  }
  RETURN_IF_ERROR(CheckSpeaksFor(context, unit->name()));
  ASSIGN_OR_RETURN(
      const std::string about,
      SubjectOfUnit(tx, context, unit->name(), obstacle.subject()));
  ASSIGN_OR_RETURN(
      const base::Days raised_on,
      PastDay("obstacle.raised_on", obstacle.raised_on(), today.day));
  ASSIGN_OR_RETURN(const std::optional<Obstacle> same,
                   FindObstacle(tx, obstacle_id));
  if (same.has_value()) return ObstacleAlreadyExists(same->name());

  obstacle.set_name(ObstacleName(obstacle_id));
  obstacle.set_unit(unit->name());
  obstacle.set_subject(about);
  obstacle.set_raised_on(base::FormatDate(raised_on));
  obstacle.set_raised_by(context.principal.name);
  obstacle.set_state(Obstacle::RAISED);
  *obstacle.mutable_create_time() = base::TimestampOf(context.now);
  subject = {obstacle.name(), obstacle.unit()};
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  obstacle.set_sequence(sequence);
  RETURN_IF_ERROR(InsertObstacle(tx, obstacle));
  return ResolveObstacle(tx, "name", obstacle.name());
}

absl::StatusOr<Obstacle> Assign(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::AssignObstacleRequest& request,
                                audit::Subject& subject) {
  ASSIGN_OR_RETURN(Obstacle obstacle,
                   ObstacleToChange(tx, context, request.name(), request.etag(),
                                    ObstacleAction::kAssign, subject));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  ASSIGN_OR_RETURN(
      const std::string unit_id,
      ResolveUnit(tx, "assigned_to", request.assigned_to(), today));
  const std::string assignee = UnitName(unit_id);
  if (!IsWithin(context, obstacle.unit(), assignee)) {
    return AssigneeNotAbove(assignee, obstacle.unit());
  }
  obstacle.set_assigned_to(assignee);
  obstacle.set_answer_by(request.answer_by());
  return Store(tx, std::move(obstacle));
}

absl::StatusOr<Obstacle> Answer(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::AnswerObstacleRequest& request,
                                audit::Subject& subject) {
  ASSIGN_OR_RETURN(Obstacle obstacle,
                   ObstacleToChange(tx, context, request.name(), request.etag(),
                                    ObstacleAction::kAnswer, subject));
  RETURN_IF_ERROR(CheckIsAsked(context, obstacle));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  obstacle.set_answer(request.answer());
  obstacle.set_answered_on(base::FormatDate(today));
  obstacle.set_answered_by(context.principal.name);
  return Store(tx, std::move(obstacle));
}

absl::StatusOr<Obstacle> Resolve(sql::Tx& tx,
                                 const rpc::RequestContext& context,
                                 const v1::ResolveObstacleRequest& request,
                                 audit::Subject& subject) {
  ASSIGN_OR_RETURN(Obstacle obstacle,
                   ObstacleToChange(tx, context, request.name(), request.etag(),
                                    ObstacleAction::kResolve, subject));
  RETURN_IF_ERROR(CheckIsAsked(context, obstacle));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  ASSIGN_OR_RETURN(const base::Days resolved_on,
                   PastDay("resolved_on", request.resolved_on(), today));
  const base::Days raised_on =
      base::ParseDate(obstacle.raised_on()).value_or(today);
  if (resolved_on < raised_on) {
    return ResolvedBeforeRaised(raised_on, resolved_on);
  }
  obstacle.set_resolution(request.resolution());
  obstacle.set_resolved_on(base::FormatDate(resolved_on));
  obstacle.set_resolved_by(context.principal.name);
  return Store(tx, std::move(obstacle));
}

absl::StatusOr<Obstacle> Withdraw(sql::Tx& tx,
                                  const rpc::RequestContext& context,
                                  const v1::WithdrawObstacleRequest& request,
                                  audit::Subject& subject) {
  ASSIGN_OR_RETURN(Obstacle obstacle,
                   ObstacleToChange(tx, context, request.name(), request.etag(),
                                    ObstacleAction::kWithdraw, subject));
  RETURN_IF_ERROR(CheckSpeaksFor(context, obstacle.unit()));
  return Store(tx, std::move(obstacle));
}

absl::StatusOr<ObstacleFilter> FilterOf(sql::Tx& tx, const auth::Access& access,
                                        const v1::ListObstaclesRequest& request,
                                        const Moment& today) {
  ObstacleFilter filter;
  ASSIGN_OR_RETURN(filter.visible,
                   VisibleWithin(tx, access, request.within(), today));
  filter.kind = request.kind();
  filter.state = request.state();
  filter.open_only = request.open_only();
  if (!request.subject().empty()) {
    ASSIGN_OR_RETURN(const Subject subject,
                     ResolveSubject(tx, "subject", request.subject()));
    filter.subject = subject.name;
  }
  return filter;
}

}  // namespace

absl::StatusOr<Obstacle> Obstacles::RaiseObstacle(
    const rpc::RequestContext& context,
    const v1::RaiseObstacleRequest& request) {
  const std::string obstacle_id =
      request.obstacle_id().empty() ? ids_.NewId() : request.obstacle_id();
  return audit::Mutate<Obstacle>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Raise(tx, context, request, obstacle_id, subject);
      });
}

absl::StatusOr<Obstacle> Obstacles::GetObstacle(
    const rpc::RequestContext& context, const v1::GetObstacleRequest& request) {
  Obstacle response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(response,
                     units::ResolveObstacle(tx, "name", request.name()));
    return context.access.Check(response.unit());
  }));
  return response;
}

absl::StatusOr<v1::ListObstaclesResponse> Obstacles::ListObstacles(
    const rpc::RequestContext& context,
    const v1::ListObstaclesRequest& request) {
  ASSIGN_OR_RETURN(const CreationCursor after, ReadCreationCursor(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListObstaclesResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const ObstacleFilter filter,
                     FilterOf(tx, context.access, request, today));
    ASSIGN_OR_RETURN(
        const std::vector<Obstacle> obstacles,
        ListStoredObstacles(tx, filter, today, after, page_size + 1));
    response.Clear();
    rpc::PageBudget budget;
    for (const Obstacle& obstacle : obstacles) {
      if (response.obstacles_size() == page_size || !budget.Takes(obstacle)) {
        const Obstacle& last = *response.obstacles().rbegin();
        response.set_next_page_token(TokenAfter(
            request, {absl::ToUnixMicros(base::TimeOf(last.create_time())),
                      IdIn("obstacles", last.name())}));
        break;
      }
      *response.add_obstacles() = obstacle;
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<Obstacle> Obstacles::AssignObstacle(
    const rpc::RequestContext& context,
    const v1::AssignObstacleRequest& request) {
  return audit::Mutate<Obstacle>(database_, context, request,
                                 [&](sql::Tx& tx, audit::Subject& subject) {
                                   return Assign(tx, context, request, subject);
                                 });
}

absl::StatusOr<Obstacle> Obstacles::AnswerObstacle(
    const rpc::RequestContext& context,
    const v1::AnswerObstacleRequest& request) {
  return audit::Mutate<Obstacle>(database_, context, request,
                                 [&](sql::Tx& tx, audit::Subject& subject) {
                                   return Answer(tx, context, request, subject);
                                 });
}

absl::StatusOr<Obstacle> Obstacles::ResolveObstacle(
    const rpc::RequestContext& context,
    const v1::ResolveObstacleRequest& request) {
  return audit::Mutate<Obstacle>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Resolve(tx, context, request, subject);
      });
}

absl::StatusOr<Obstacle> Obstacles::WithdrawObstacle(
    const rpc::RequestContext& context,
    const v1::WithdrawObstacleRequest& request) {
  return audit::Mutate<Obstacle>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Withdraw(tx, context, request, subject);
      });
}

}  // namespace loa::units

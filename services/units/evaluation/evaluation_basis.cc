#include "services/units/evaluation/evaluation_basis.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "libs/auth/whole_view.h"
#include "libs/base/civil_date.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/plans/achievements.h"
#include "services/units/plans/plan_store.h"
#include "services/units/plans/progress.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// Below what a message holds, with room for what metrics adds.
constexpr size_t kMaxBytes = size_t{3} << 20;
constexpr int kRowsAtOnce = 1000;
constexpr int kMaxAddresseeNames = 10;

v1::TargetStandings StandingsOf(const v1::Target& target,
                                const std::vector<CountedUnit>& units,
                                const Achievements& achieved) {
  v1::TargetStandings standings;
  standings.set_target(target.id());
  for (const CountedUnit& unit : units) {
    auto& line = *standings.add_units();
    line.set_unit(UnitName(unit.unit_id));
    line.set_display_name(unit.display_name);
    line.set_code(unit.code);
    line.set_kind(unit.kind);
    line.set_branch_name(unit.branch_name);
    const auto found = achieved.find(unit.unit_id);
    if (found != achieved.end()) {
      line.set_achieved_on(base::FormatDate(found->second));
    }
  }
  return standings;
}

absl::Status ReadPlan(sql::Tx& tx, const std::string& name,
                      const std::vector<std::string>& within,
                      const Moment& moment, v1::EvaluationBasis& basis) {
  ASSIGN_OR_RETURN(const v1::Plan plan, ResolvePlan(tx, "plan", name));
  ASSIGN_OR_RETURN(const std::string issuer_id,
                   rpc::ParseId("plan", plan.issuer(), "units"));
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> issuer,
                   FindUnit(tx, issuer_id, moment));
  if (issuer) basis.set_issuer_name(issuer->display_name());
  *basis.mutable_plan() = plan;
  v1::Progress& progress = *basis.mutable_progress();
  progress.set_plan(plan.name());
  progress.set_as_of(base::FormatDate(moment.day));
  progress.set_registry_sequence(moment.sequence);
  const absl::flat_hash_set<std::string> kept(within.begin(), within.end());
  for (const v1::Target& target : plan.targets()) {
    ASSIGN_OR_RETURN(std::vector<CountedUnit> units,
                     UnitsToCount(tx, issuer_id, target.level(), moment));
    std::erase_if(units, [&](const CountedUnit& unit) {
      return !kept.contains(unit.unit_id);
    });
    ASSIGN_OR_RETURN(const Achievements achieved,
                     AchievementsOf(tx, plan.name(), target, moment.day));
    *progress.add_targets() = CountTarget(target, units, achieved, moment.day);
    *basis.add_standings() = StandingsOf(target, units, achieved);
  }
  return absl::OkStatus();
}

// "Phó Chủ tịch Hoàng Đức Hạnh".
std::string PersonOf(const v1::Attendee& person) {
  return absl::StrCat(person.position(), person.position().empty() ? "" : " ",
                      person.full_name());
}

// Names as they are today; the count is the direction's.
absl::Status AddDirection(sql::Tx& tx, absl::Time now,
                          const v1::Direction& direction,
                          v1::EvaluationBasis& basis) {
  v1::DirectionStanding standing;
  standing.set_name(direction.name());
  standing.set_text(direction.text());
  standing.set_given_by(PersonOf(direction.given_by()));
  standing.set_given_on(direction.given_on());
  standing.set_level(direction.level());
  standing.set_deadline(direction.deadline());
  standing.set_state(v1::Direction::State_Name(direction.state()));
  standing.set_addressed(direction.addressed());
  standing.set_done(direction.done());
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, now, "", 0));
  for (const std::string& name : direction.addressees()) {
    if (standing.addressee_names_size() == kMaxAddresseeNames) break;
    ASSIGN_OR_RETURN(const std::string id,
                     rpc::ParseId("addressees", name, "units"));
    ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                     FindUnit(tx, id, today));
    if (unit) standing.add_addressee_names(unit->display_name());
  }
  if (direction.has_new_target()) {
    ASSIGN_OR_RETURN(const v1::Plan plan,
                     ResolvePlan(tx, "plan", direction.new_target().plan()));
    standing.set_plan_number(plan.number());
  }
  // The last step: a closure may run again.
  *basis.add_directions() = standing;
  return absl::OkStatus();
}

}  // namespace

absl::Status EvaluationReads::ReadObstacles(
    const rpc::RequestContext& context,
    const v1::ReadEvaluationBasisRequest& request, v1::EvaluationBasis& basis) {
  v1::ListObstaclesRequest list;
  list.set_within(request.within());
  list.set_page_size(kRowsAtOnce);
  do {
    ASSIGN_OR_RETURN(const v1::ListObstaclesResponse page,
                     obstacles_.ListObstacles(context, list));
    for (const v1::Obstacle& obstacle : page.obstacles()) {
      // Days of this form sort as text.
      if (obstacle.state() == v1::Obstacle::WITHDRAWN ||
          obstacle.raised_on() > request.as_of()) {
        continue;
      }
      *basis.add_obstacles() = obstacle;
    }
    if (basis.ByteSizeLong() > kMaxBytes) break;
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  return absl::OkStatus();
}

absl::Status EvaluationReads::ReadDirections(
    const rpc::RequestContext& context,
    const v1::ReadEvaluationBasisRequest& request, v1::EvaluationBasis& basis) {
  v1::ListDirectionsRequest list;
  list.set_within(request.within());
  list.set_as_of(request.as_of());
  list.set_page_size(kRowsAtOnce);
  do {
    ASSIGN_OR_RETURN(const v1::ListDirectionsResponse page,
                     directions_.ListDirections(context, list));
    for (const v1::Direction& direction : page.directions()) {
      RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) {
        return AddDirection(tx, context.now, direction, basis);
      }));
    }
    if (basis.ByteSizeLong() > kMaxBytes) break;
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  return absl::OkStatus();
}

absl::StatusOr<v1::EvaluationBasis> EvaluationReads::ReadEvaluationBasis(
    const rpc::RequestContext& context,
    const v1::ReadEvaluationBasisRequest& request) {
  v1::EvaluationBasis basis;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    basis.Clear();
    ASSIGN_OR_RETURN(const Moment moment,
                     ReadMoment(tx, context.now, request.as_of(), 0));
    ASSIGN_OR_RETURN(const std::string unit_id,
                     ResolveUnit(tx, "within", request.within(), moment));
    basis.set_registry_sequence(moment.sequence);
    if (request.plan().empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::vector<std::string> within,
                     SubtreeOf(tx, unit_id, moment));
    return ReadPlan(tx, request.plan(), within, moment, basis);
  }));
  rpc::RequestContext whole = context;
  whole.access =
      auth::Access(std::make_shared<auth::WholeView>(access_.Current()),
                   context.principal, options::v1::PERMISSION_READ_REGISTER);
  RETURN_IF_ERROR(ReadObstacles(whole, request, basis));
  RETURN_IF_ERROR(ReadDirections(whole, request, basis));
  if (basis.ByteSizeLong() > kMaxBytes) {
    return EvaluationBasisTooLarge(request.within());
  }
  return basis;
}

}  // namespace loa::units

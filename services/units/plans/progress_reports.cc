#include "services/units/plans/progress_reports.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/plans/achievements.h"
#include "services/units/plans/plan_store.h"
#include "services/units/plans/progress.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using ListRequest = v1::ListUnitProgressRequest;
using ListResponse = v1::ListUnitProgressResponse;

// Drops the units outside of the subtree that a request asks for, which is one
// that the caller may read.
absl::Status KeepWithin(sql::Tx& tx, const auth::Access& access,
                        const std::string& within, const Moment& moment,
                        std::vector<CountedUnit>& units) {
  if (within.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveAllowedUnit(tx, access, "within", within, moment));
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   SubtreeOf(tx, unit_id, moment));
  if (ids.empty()) return UnitNotFound("within", within, moment.day);
  const absl::flat_hash_set<std::string> kept(ids.begin(), ids.end());
  std::erase_if(units, [&](const CountedUnit& unit) {
    return !kept.contains(unit.unit_id);
  });
  return absl::OkStatus();
}

absl::StatusOr<const v1::Target*> FindTarget(const v1::Plan& plan,
                                             const std::string& id) {
  for (const v1::Target& target : plan.targets()) {
    if (target.id() == id) return &target;
  }
  return TargetNotFound(id);
}

std::string IssuerIdOf(const v1::Plan& plan) {
  return std::string(absl::StripPrefix(plan.issuer(), "units/"));
}

bool Wanted(Standing asked, Standing standing) {
  if (asked == ListRequest::STANDING_UNSPECIFIED) return true;
  if (asked == ListRequest::REMAINING) return standing != ListRequest::DONE;
  return asked == standing;
}

// Where a list stands: the day of its first page and the last unit sent.
struct ListPlace {
  std::optional<base::Days> day;
  std::pair<std::string, std::string> after;  // code, id
};

absl::StatusOr<ListPlace> PlaceOf(const ListRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  ListPlace place;
  if (key.empty()) return place;
  base::Days day = 0;
  if (key.size() != 3 || !absl::SimpleAtoi(key[0], &day)) {
    return rpc::PageTokenInvalid();
  }
  place.day = day;
  place.after = {key[1], key[2]};
  return place;
}

ListResponse PageOf(const ListRequest& request, const v1::Target& target,
                    const std::vector<CountedUnit>& units,
                    const Achievements& achieved, base::Days day,
                    const std::pair<std::string, std::string>& after) {
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  const base::Days deadline =
      base::ParseDate(target.deadline()).value_or(base::kForever);
  ListResponse response;
  const CountedUnit* last = nullptr;
  for (const CountedUnit& unit : units) {
    if (std::pair(unit.code, unit.unit_id) <= after) continue;
    const auto found = achieved.find(unit.unit_id);
    const Standing standing =
        StandingOf(found != achieved.end(), deadline, day);
    if (!Wanted(request.standing(), standing)) continue;
    if (response.units_size() == page_size) {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(day), last->code, last->unit_id}));
      break;
    }
    last = &unit;
    auto& line = *response.add_units();
    line.set_unit(UnitName(unit.unit_id));
    line.set_display_name(unit.display_name);
    line.set_code(unit.code);
    line.set_standing(standing);
    if (found != achieved.end()) {
      line.set_achieved_on(base::FormatDate(found->second));
    }
  }
  return response;
}

}  // namespace

absl::StatusOr<v1::Progress> ProgressReports::GetProgress(
    const rpc::RequestContext& context, const v1::GetProgressRequest& request) {
  v1::Progress response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const v1::Plan plan,
                     ResolvePlan(tx, "plan", request.plan()));
    RETURN_IF_ERROR(context.access.Check(plan.issuer()));
    ASSIGN_OR_RETURN(const Moment moment,
                     ReadMoment(tx, context.now, request.as_of(), 0));
    response.Clear();
    response.set_plan(plan.name());
    response.set_as_of(base::FormatDate(moment.day));
    response.set_registry_sequence(moment.sequence);
    for (const v1::Target& target : plan.targets()) {
      ASSIGN_OR_RETURN(
          std::vector<CountedUnit> units,
          UnitsToCount(tx, IssuerIdOf(plan), target.level(), moment));
      RETURN_IF_ERROR(
          KeepWithin(tx, context.access, request.within(), moment, units));
      ASSIGN_OR_RETURN(const Achievements achieved,
                       AchievementsOf(tx, plan.name(), target, moment.day));
      *response.add_targets() =
          CountTarget(target, units, achieved, moment.day);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<ListResponse> ProgressReports::ListUnitProgress(
    const rpc::RequestContext& context, const ListRequest& request) {
  ASSIGN_OR_RETURN(const ListPlace place, PlaceOf(request));
  ListResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const v1::Plan plan,
                     ResolvePlan(tx, "plan", request.plan()));
    RETURN_IF_ERROR(context.access.Check(plan.issuer()));
    ASSIGN_OR_RETURN(const v1::Target* target,
                     FindTarget(plan, request.target()));
    ASSIGN_OR_RETURN(Moment moment,
                     ReadMoment(tx, context.now, request.as_of(), 0));
    moment.day = place.day.value_or(moment.day);
    ASSIGN_OR_RETURN(
        const std::vector<CountedUnit> units,
        UnitsToCount(tx, IssuerIdOf(plan), target->level(), moment));
    ASSIGN_OR_RETURN(const Achievements achieved,
                     AchievementsOf(tx, plan.name(), *target, moment.day));
    response =
        PageOf(request, *target, units, achieved, moment.day, place.after);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::units

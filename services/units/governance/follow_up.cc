#include "services/units/governance/follow_up.h"

#include <algorithm>
#include <utility>

#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"
#include "services/units/governance/direction_standing.h"
#include "services/units/governance/report_store.h"
#include "services/units/names.h"
#include "services/units/plans/achievements.h"
#include "services/units/plans/plan_store.h"

namespace loa::units {
namespace {

absl::StatusOr<std::optional<v1::Direction::NewTarget>> TargetOf(
    sql::Tx& tx, const StoredDirection& direction) {
  if (direction.plan_id.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const std::optional<v1::Plan> plan,
                   FindPlan(tx, direction.plan_id));
  if (!plan.has_value()) return std::nullopt;
  for (const v1::Target& target : plan->targets()) {
    if (target.id() != direction.target_id) continue;
    v1::Direction::NewTarget found;
    found.set_plan(plan->name());
    *found.mutable_target() = target;
    return found;
  }
  return std::nullopt;
}

void CountDone(const std::map<std::string, base::Days>& since,
               FollowUp& follow_up) {
  for (const auto& [unit_id, day] : since) {
    const auto [known, is_new] = follow_up.done.emplace(unit_id, day);
    if (!is_new) known->second = std::min(known->second, day);
  }
}

}  // namespace

absl::StatusOr<FollowUp> ReadFollowUp(sql::Tx& tx,
                                      const StoredDirection& direction,
                                      base::Days day) {
  FollowUp follow_up;
  ASSIGN_OR_RETURN(follow_up.addressees,
                   AddresseesOf(tx, direction.direction_id));
  const std::string name = NameIn("directions", direction.direction_id);
  ASSIGN_OR_RETURN(follow_up.reports, ReportsOn(tx, name));
  for (const auto& [unit_id, report] : follow_up.reports) {
    follow_up.unconfirmed += report.state() == v1::Report::REPORTED ? 1 : 0;
  }
  ASSIGN_OR_RETURN(const auto confirmed, UnitsConfirmed(tx, name, day));
  CountDone(confirmed, follow_up);
  ASSIGN_OR_RETURN(follow_up.new_target, TargetOf(tx, direction));
  if (follow_up.new_target.has_value()) {
    ASSIGN_OR_RETURN(const Achievements achieved,
                     AchievementsOf(tx, follow_up.new_target->plan(),
                                    follow_up.new_target->target(), day));
    CountDone(achieved, follow_up);
  }
  // Others achieve the milestone too.
  std::erase_if(follow_up.done, [&](const auto& unit) {
    return !std::binary_search(follow_up.addressees.begin(),
                               follow_up.addressees.end(), unit.first);
  });
  return follow_up;
}

absl::StatusOr<v1::Direction> DirectionOn(sql::Tx& tx,
                                          const StoredDirection& stored,
                                          base::Days day) {
  ASSIGN_OR_RETURN(FollowUp follow_up, ReadFollowUp(tx, stored, day));
  ASSIGN_OR_RETURN(const std::vector<v1::FollowUpNote> notes,
                   NotesOf(tx, stored.direction_id));
  const int addressed = static_cast<int>(follow_up.addressees.size());
  const int done = static_cast<int>(follow_up.done.size());
  v1::Direction direction;
  direction.set_name(NameIn("directions", stored.direction_id));
  direction.set_unit(UnitName(stored.unit_id));
  direction.set_meeting(stored.meeting);
  if (!stored.given_by.full_name().empty()) {
    *direction.mutable_given_by() = stored.given_by;
  }
  direction.set_given_on(base::FormatDate(stored.given_on));
  direction.set_text(stored.text);
  direction.set_level(stored.level);
  if (stored.level.empty()) {
    for (const std::string& unit_id : follow_up.addressees) {
      direction.add_addressees(UnitName(unit_id));
    }
  }
  if (stored.deadline.has_value()) {
    direction.set_deadline(base::FormatDate(*stored.deadline));
  }
  if (follow_up.new_target.has_value()) {
    *direction.mutable_new_target() = *std::move(follow_up.new_target);
  }
  direction.set_state(DirectionStateOn(done, addressed, stored.deadline, day));
  direction.set_as_of(base::FormatDate(day));
  direction.set_addressed(addressed);
  direction.set_done(done);
  direction.set_unconfirmed(follow_up.unconfirmed);
  for (const v1::FollowUpNote& note : notes) *direction.add_notes() = note;
  *direction.mutable_create_time() = base::TimestampOf(stored.created_at);
  direction.set_sequence(stored.sequence);
  direction.set_etag(rpc::EtagOf(stored.sequence));
  return direction;
}

}  // namespace loa::units

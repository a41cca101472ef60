#include "services/units/governance/direction_issue.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/rpc/errors.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/governance/errors.h"
#include "services/units/governance/meeting_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/plans/plan_store.h"
#include "services/units/plans/targets.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"

namespace loa::units {
namespace {

// Who gave it and when, by itself or as the meeting says.
absl::Status FillOccasion(sql::Tx& tx, const v1::Direction& wanted,
                          base::Days today, StoredDirection& direction) {
  direction.given_by = wanted.given_by();
  direction.given_on = base::ParseDate(wanted.given_on()).value_or(today);
  if (!wanted.meeting().empty()) {
    constexpr absl::string_view kField = "direction.meeting";
    ASSIGN_OR_RETURN(const v1::Meeting meeting,
                     ResolveMeeting(tx, kField, wanted.meeting()));
    if (meeting.unit() != UnitName(direction.unit_id)) {
      return MeetingNotFound(kField, wanted.meeting());
    }
    direction.meeting = meeting.name();
    if (!wanted.has_given_by()) direction.given_by = meeting.chair();
    if (wanted.given_on().empty()) {
      direction.given_on = base::ParseDate(meeting.held_on()).value_or(today);
    }
  }
  if (direction.given_on > today) {
    return DateInFuture("direction.given_on", direction.given_on);
  }
  return absl::OkStatus();
}

absl::Status FillDeadline(const v1::Direction& wanted,
                          StoredDirection& direction) {
  direction.deadline = base::ParseDate(wanted.deadline());
  if (!direction.deadline.has_value() && wanted.has_new_target()) {
    direction.deadline =
        base::ParseDate(wanted.new_target().target().deadline());
  }
  if (direction.deadline.value_or(direction.given_on) < direction.given_on) {
    return DeadlineInvalid(direction.given_on, *direction.deadline);
  }
  return absl::OkStatus();
}

std::string InWords(const v1::Attendee& person) {
  if (person.position().empty()) return person.full_name();
  return absl::StrCat(person.full_name(), ", ", person.position());
}

absl::Status AddNewTarget(sql::Tx& tx, const rpc::RequestContext& context,
                          const v1::Direction& wanted,
                          StoredDirection& direction) {
  if (!wanted.has_new_target()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      const v1::Plan plan,
      ResolvePlan(tx, "direction.new_target.plan", wanted.new_target().plan()));
  RETURN_IF_ERROR(context.access.Check(plan.issuer()));
  v1::Target target = wanted.new_target().target();
  target.set_origin(v1::Target::DIRECTION);
  if (target.origin_note().empty()) {
    target.set_origin_note(InWords(direction.given_by));
  }
  RETURN_IF_ERROR(
      AddTargetTo(tx, plan, "direction.new_target.target", target).status());
  direction.plan_id = IdIn("plans", plan.name());
  direction.target_id = target.id();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> NamedUnits(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::Direction& wanted, const std::string& unit, const Moment& today) {
  std::vector<std::string> ids;
  for (int i = 0; i < wanted.addressees_size(); ++i) {
    const std::string field = absl::StrCat("direction.addressees[", i, "]");
    ASSIGN_OR_RETURN(const std::string id,
                     ResolveUnit(tx, field, wanted.addressees(i), today));
    ASSIGN_OR_RETURN(const std::optional<v1::Unit> found,
                     FindUnit(tx, id, today));
    if (!found.has_value()) {
      return UnitNotFound(field, wanted.addressees(i), today.day);
    }
    if (!context.access.view()->IsWithin(found->name(), unit)) {
      return AddresseeNotBelow(field, found->name(), unit);
    }
    ids.push_back(id);
  }
  return ids;
}

absl::StatusOr<std::vector<std::string>> UnitsOfLevel(sql::Tx& tx,
                                                      const Moment& today,
                                                      StoredDirection& d) {
  ASSIGN_OR_RETURN(const Levels levels, ReadLevels(tx));
  if (!levels.HasOn(d.level, today.day)) {
    return LevelUnknown("direction.level", d.level, levels.Ids());
  }
  ASSIGN_OR_RETURN(const std::vector<CountedUnit> units,
                   UnitsToCount(tx, d.unit_id, d.level, today));
  std::vector<std::string> ids;
  for (const CountedUnit& unit : units) ids.push_back(unit.unit_id);
  return ids;
}

// Ids of the units that it is for: those named, or those of a level.
absl::StatusOr<std::vector<std::string>> Address(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::Direction& wanted, const Moment& today,
    StoredDirection& direction) {
  if (wanted.addressees_size() > 0) {
    if (!wanted.level().empty()) {
      return rpc::FieldInvalid(
          "direction.level", "name units or a level, not both",
          "chỉ nêu các đơn vị hoặc một cấp, không nêu cả hai");
    }
    return NamedUnits(tx, context, wanted, UnitName(direction.unit_id), today);
  }
  direction.level = wanted.level().empty()
                        ? wanted.new_target().target().level()
                        : wanted.level();
  if (direction.level.empty()) return std::vector<std::string>();
  return UnitsOfLevel(tx, today, direction);
}

}  // namespace

absl::StatusOr<StoredDirection> IssueNewDirection(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::Direction& wanted, const std::string& direction_id,
    audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  StoredDirection direction;
  direction.direction_id = direction_id;
  ASSIGN_OR_RETURN(direction.unit_id,
                   ResolveAllowedUnit(tx, context.access, "direction.unit",
                                      wanted.unit(), today));
  ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, direction.unit_id));
  if (!known) return UnitNotFound("direction.unit", wanted.unit(), today.day);
  const std::string name = NameIn("directions", direction_id);
  subject = {name, UnitName(direction.unit_id)};
  ASSIGN_OR_RETURN(const std::optional<StoredDirection> same,
                   FindDirection(tx, direction_id));
  if (same.has_value()) return DirectionAlreadyExists(name);
  direction.text = wanted.text();
  direction.created_at = context.now;
  RETURN_IF_ERROR(FillOccasion(tx, wanted, today.day, direction));
  RETURN_IF_ERROR(FillDeadline(wanted, direction));
  ASSIGN_OR_RETURN(const std::vector<std::string> addressees,
                   Address(tx, context, wanted, today, direction));
  if (addressees.empty()) {
    return DirectionUnaddressed(UnitName(direction.unit_id), direction.level);
  }
  RETURN_IF_ERROR(AddNewTarget(tx, context, wanted, direction));
  ASSIGN_OR_RETURN(direction.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(InsertDirection(tx, direction, addressees));
  return direction;
}

}  // namespace loa::units

#include "services/units/plans/targets.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/plans/plan_store.h"

namespace loa::units {
namespace {

// As Plan.targets declares it.
constexpr int kMaxTargets = 50;

}  // namespace

absl::Status CheckTarget(const Levels& levels, absl::string_view field,
                         const v1::Target& target, base::Days issued_on) {
  const base::Days deadline = base::ParseDate(target.deadline()).value_or(0);
  if (deadline < issued_on) {
    return TargetInvalid(absl::StrCat(field, ".deadline"), target.id(),
                         "the deadline must not be before the plan's issue");
  }
  if (!levels.HasOn(target.level(), issued_on)) {
    return LevelUnknown(absl::StrCat(field, ".level"), target.level(),
                        levels.Ids());
  }
  return absl::OkStatus();
}

void FillOrigin(v1::Target& target, v1::Target::Origin origin) {
  if (target.origin() == v1::Target::ORIGIN_UNSPECIFIED) {
    target.set_origin(origin);
  }
}

absl::StatusOr<v1::Plan> AddTargetTo(sql::Tx& tx, const v1::Plan& plan,
                                     absl::string_view field,
                                     v1::Target target) {
  for (const v1::Target& other : plan.targets()) {
    if (other.id() == target.id()) return TargetAlreadyExists(target.id());
  }
  if (plan.targets_size() >= kMaxTargets) {
    return TargetInvalid(
        field, target.id(),
        absl::StrCat("a plan has at most ", kMaxTargets, " targets"));
  }
  ASSIGN_OR_RETURN(const Levels levels, ReadLevels(tx));
  RETURN_IF_ERROR(CheckTarget(levels, field, target,
                              base::ParseDate(plan.issued_on()).value_or(0)));
  FillOrigin(target, v1::Target::DIRECTION);
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  const std::string plan_id = IdIn("plans", plan.name());
  RETURN_IF_ERROR(InsertTarget(tx, plan_id, target, plan.targets_size() + 1));
  RETURN_IF_ERROR(SetPlanSequence(tx, plan_id, sequence));
  return ResolvePlan(tx, field, plan.name());
}

}  // namespace loa::units

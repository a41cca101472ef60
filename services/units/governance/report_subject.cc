#include "services/units/governance/report_subject.h"

#include <utility>

#include "absl/strings/match.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/governance/direction_store.h"
#include "services/units/governance/errors.h"
#include "services/units/names.h"
#include "services/units/plans/achievements.h"
#include "services/units/plans/plan_store.h"

namespace loa::units {
namespace {

constexpr absl::string_view kTargets = "/targets/";

absl::StatusOr<ReportSubject> ResolveTarget(sql::Tx& tx,
                                            absl::string_view field,
                                            const std::string& name) {
  // The last one, because a plan's number may hold anything.
  const size_t split = absl::string_view(name).rfind(kTargets);
  if (split == absl::string_view::npos) return PlanNotFound(field, name);
  ASSIGN_OR_RETURN(const v1::Plan plan,
                   ResolvePlan(tx, field, name.substr(0, split)));
  const std::string id = name.substr(split + kTargets.size());
  for (const v1::Target& target : plan.targets()) {
    if (target.id() != id) continue;
    if (target.milestone() != v1::FACT_KIND_REPORTED) {
      return TargetNotReported(id, v1::FactKind_Name(target.milestone()));
    }
    return ReportSubject{TargetName(plan.name(), id), plan.issuer(), target};
  }
  return TargetNotFound(id);
}

}  // namespace

absl::StatusOr<ReportSubject> ResolveReportSubject(sql::Tx& tx,
                                                   absl::string_view field,
                                                   const std::string& name) {
  if (absl::StartsWith(name, "plans/")) return ResolveTarget(tx, field, name);
  ASSIGN_OR_RETURN(const StoredDirection direction,
                   ResolveDirection(tx, field, name));
  ReportSubject subject;
  subject.name = NameIn("directions", direction.direction_id);
  return subject;
}

absl::Status CheckIsFor(sql::Tx& tx, const auth::AccessView& tree,
                        const ReportSubject& subject, const v1::Unit& unit) {
  if (subject.issuer.empty()) {
    ASSIGN_OR_RETURN(const bool addressed,
                     IsAddressed(tx, IdIn("directions", subject.name),
                                 IdIn("units", unit.name())));
    if (addressed) return absl::OkStatus();
  } else if (unit.level() == subject.target.level() &&
             tree.IsWithin(unit.name(), subject.issuer)) {
    return absl::OkStatus();
  }
  return UnitNotAsked(unit.name(), subject.name);
}

}  // namespace loa::units

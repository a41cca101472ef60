#include "services/units/governance/milestone_work.h"

#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/civil_date.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "services/units/governance/report_store.h"
#include "services/units/governance/work_places.h"
#include "services/units/names.h"
#include "services/units/plans/achievements.h"
#include "services/units/plans/plan_store.h"
#include "services/units/plans/progress.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using work::v1::WorkItem;

// 3 FACT_KIND_REPORTED.
constexpr char kPlans[] =
    "SELECT DISTINCT plan_id FROM plan_target WHERE milestone = 3 "
    "ORDER BY plan_id";

// Does the word of the unit stand, confirmed or not?
bool HasReported(const std::map<std::string, v1::Report>& reports,
                 const std::string& unit_id) {
  const auto found = reports.find(unit_id);
  return found != reports.end() &&
         (found->second.state() == v1::Report::REPORTED ||
          found->second.state() == v1::Report::CONFIRMED);
}

WorkItem ItemOf(const v1::Plan& plan, const v1::Target& target,
                const std::string& unit, absl::TimeZone zone) {
  WorkItem item;
  item.set_kind(WorkItem::MILESTONE);
  item.set_resource(TargetName(plan.name(), target.id()));
  item.set_unit(unit);
  item.set_title(absl::StrCat(
      "Báo cáo kết quả thực hiện kế hoạch ", plan.number(), ": ",
      work::OneLine(target.title().empty() ? plan.title() : target.title())));
  item.set_method("loa.units.v1.ReportService/FileReport");
  *item.mutable_since_time() = plan.create_time();
  SetDueAfter(base::ParseDate(target.deadline()), zone, item);
  return item;
}

// The items of one target.
absl::Status AddTarget(sql::Tx& tx, const v1::Plan& plan,
                       const v1::Target& target, const Moment& today,
                       const work::Duty& duty, std::vector<WorkItem>& items) {
  ASSIGN_OR_RETURN(
      const std::vector<CountedUnit> units,
      UnitsToCount(tx, std::string(absl::StripPrefix(plan.issuer(), "units/")),
                   target.level(), today));
  ASSIGN_OR_RETURN(const Achievements achieved,
                   AchievementsOf(tx, plan.name(), target, today.day));
  if (CountTarget(target, units, achieved, today.day).reached()) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto reports,
                   ReportsOn(tx, TargetName(plan.name(), target.id())));
  ASSIGN_OR_RETURN(const absl::TimeZone zone, ReadZone(tx));
  for (const CountedUnit& unit : units) {
    if (items.size() >= work::kMaxOfAKind) break;
    if (HasReported(reports, unit.unit_id)) continue;
    const std::string name = UnitName(unit.unit_id);
    const std::optional<std::string> responsible = Reporters(duty, name);
    if (!responsible) continue;
    items.push_back(ItemOf(plan, target, name, zone));
    items.back().set_responsible_unit(*responsible);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> MilestoneWork::Waiting(
    const work::Duty& duty, absl::Time now) {
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, now, "", 0));
    ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kPlans));
    for (const sql::Row row : rows) {
      ASSIGN_OR_RETURN(const std::optional<v1::Plan> plan,
                       FindPlan(tx, row.Text(0)));
      if (!plan) continue;
      for (const v1::Target& target : plan->targets()) {
        if (target.milestone() != v1::FACT_KIND_REPORTED) continue;
        RETURN_IF_ERROR(AddTarget(tx, *plan, target, today, duty, items));
      }
    }
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::units

#include "services/metrics/evaluations/plan_figures.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

// As many names as a report can hold.
constexpr int kMaxRemainingUnits = 1000;

void FillCount(const units::v1::Progress::Count& from, v1::UnitCount& to) {
  to.set_done(from.done());
  to.set_total(from.total());
  to.set_remaining(from.remaining());
  to.set_late(from.late());
  to.set_per_mille(from.per_mille());
}

using Parts = google::protobuf::RepeatedPtrField<units::v1::Progress::Part>;

void FillParts(const Parts& from,
               google::protobuf::RepeatedPtrField<v1::PartCount>& to) {
  for (const units::v1::Progress::Part& part : from) {
    v1::PartCount& count = *to.Add();
    count.set_key(part.key());
    count.set_display_name(part.display_name());
    FillCount(part.count(), *count.mutable_count());
  }
}

void FillRemaining(const units::v1::TargetStandings& standings,
                   v1::TargetFigures& target) {
  for (const auto& unit : standings.units()) {
    if (!unit.achieved_on().empty()) continue;
    if (target.remaining_units_size() == kMaxRemainingUnits) return;
    v1::UnitLabel& label = *target.add_remaining_units();
    label.set_unit(unit.unit());
    label.set_display_name(unit.display_name());
    label.set_code(unit.code());
    label.set_level(target.level());
    label.set_level_name(target.level_name());
    label.set_kind(unit.kind());
    label.set_branch_name(unit.branch_name());
  }
}

void FillBurnUp(const units::v1::TargetStandings& standings,
                v1::TargetFigures& target) {
  std::map<std::string, int> rises;
  for (const auto& unit : standings.units()) {
    if (!unit.achieved_on().empty()) ++rises[unit.achieved_on()];
  }
  int count = 0;
  for (const auto& [day, rise] : rises) {
    count += rise;
    v1::DayCount& to = *target.add_burn_up();
    to.set_day(day);
    to.set_count(count);
  }
}

std::string LevelNameOf(const stored::EvaluationBasis& basis,
                        const std::string& id) {
  for (const stored::LevelName& level : basis.levels()) {
    if (level.id() == id) return level.display_name();
  }
  return "";
}

std::string LegalBasisWords(const units::v1::LegalBasis& basis) {
  std::string words = basis.kind();
  const auto add = [&](absl::string_view before, const std::string& part) {
    if (part.empty()) return;
    absl::StrAppend(&words, words.empty() ? "" : before, part);
  };
  add(" số ", basis.number());
  add(" ", basis.issued_on().empty() ? "" : LongDate(basis.issued_on()));
  add(" của ", basis.issuer());
  return words;
}

// "177 đơn vị cấp xã", or units by name.
std::string AddresseeWords(const stored::EvaluationBasis& basis,
                           const units::v1::DirectionStanding& direction) {
  if (!direction.level().empty()) {
    v1::TargetFigures level;
    level.set_level(direction.level());
    level.set_level_name(LevelNameOf(basis, direction.level()));
    return absl::StrCat(Grouped(direction.addressed()), " đơn vị ",
                        LevelWords(level));
  }
  std::string words = absl::StrJoin(direction.addressee_names(), "; ");
  if (direction.addressed() > direction.addressee_names_size()) {
    absl::StrAppend(&words, words.empty() ? "" : "; ... (",
                    Grouped(direction.addressed()), " đơn vị",
                    words.empty() ? "" : ")");
  }
  return words;
}

}  // namespace

v1::PlanFigures PlanFiguresOf(const stored::EvaluationBasis& basis) {
  const units::v1::Plan& plan = basis.from_units().plan();
  v1::PlanFigures figures;
  figures.set_plan(plan.name());
  figures.set_number(plan.number());
  figures.set_title(plan.title());
  figures.set_purpose(plan.purpose());
  figures.set_issued_on(plan.issued_on());
  figures.set_legal_basis(LegalBasisWords(plan.legal_basis()));
  const auto& lines = basis.from_units().progress().targets();
  for (int i = 0; i < lines.size(); ++i) {
    const units::v1::Target& target = lines[i].target();
    v1::TargetFigures& to = *figures.add_targets();
    to.set_id(target.id());
    to.set_level(target.level());
    to.set_level_name(LevelNameOf(basis, target.level()));
    to.set_milestone(std::string(absl::StripPrefix(
        units::v1::FactKind_Name(target.milestone()), "FACT_KIND_")));
    to.set_milestone_name(target.title());
    to.set_deadline(target.deadline());
    to.set_from_direction(target.origin() == units::v1::Target::DIRECTION);
    to.set_origin_note(target.origin_note());
    to.set_reached(lines[i].reached());
    FillCount(lines[i].count(), *to.mutable_count());
    FillParts(lines[i].kinds(), *to.mutable_kinds());
    FillParts(lines[i].branches(), *to.mutable_branches());
    if (i >= basis.from_units().standings_size()) continue;
    FillRemaining(basis.from_units().standings(i), to);
    FillBurnUp(basis.from_units().standings(i), to);
  }
  return figures;
}

std::map<std::string, std::pair<int, int>> PlanCountsOf(
    const stored::EvaluationBasis& basis, const Places& places) {
  std::map<std::string, std::pair<int, int>> counts;
  for (const auto& standings : basis.from_units().standings()) {
    for (const auto& unit : standings.units()) {
      const auto place = places.find(unit.unit());
      if (place == places.end()) continue;
      for (const std::string& compared : place->second) {
        auto& [done, all] = counts[compared];
        ++all;
        if (!unit.achieved_on().empty()) ++done;
      }
    }
  }
  return counts;
}

bool IsSettled(const units::v1::Obstacle& obstacle,
               const std::string& last_day) {
  // Days of this form sort as text.
  return obstacle.state() == units::v1::Obstacle::RESOLVED &&
         obstacle.resolved_on() <= last_day;
}

void AddObstacles(const stored::EvaluationBasis& basis,
                  v1::EvaluationFigures& figures) {
  std::map<std::string, std::string> names;
  for (const stored::UnitPlace& place : basis.places()) {
    names[place.unit()] = place.display_name();
  }
  const std::string& last_day = basis.evaluation().last_day();
  for (const units::v1::Obstacle& obstacle : basis.from_units().obstacles()) {
    v1::ObstacleLine& line = *figures.add_obstacles();
    line.set_name(obstacle.name());
    line.set_proposal(obstacle.kind() == units::v1::Obstacle::PROPOSAL);
    line.set_text(obstacle.text());
    const std::string unit = names[obstacle.unit()];
    line.set_raised_by(obstacle.raiser().empty() ? unit
                       : unit.empty()
                           ? obstacle.raiser()
                           : absl::StrCat(obstacle.raiser(), ", ", unit));
    line.set_raised_on(obstacle.raised_on());
    line.set_settled(IsSettled(obstacle, last_day));
    line.set_state(line.settled() ? "RESOLVED" : "OPEN");
    if (!line.settled()) continue;
    line.set_settled_on(obstacle.resolved_on());
    line.set_resolution(obstacle.resolution());
  }
  std::stable_sort(figures.mutable_obstacles()->begin(),
                   figures.mutable_obstacles()->end(),
                   [](const v1::ObstacleLine& a, const v1::ObstacleLine& b) {
                     return std::tie(a.raised_on(), a.name()) <
                            std::tie(b.raised_on(), b.name());
                   });
}

void AddDirections(const stored::EvaluationBasis& basis,
                   v1::EvaluationFigures& figures) {
  for (const units::v1::DirectionStanding& direction :
       basis.from_units().directions()) {
    v1::DirectionLine& line = *figures.add_directions();
    line.set_name(direction.name());
    line.set_text(direction.text());
    line.set_given_by(direction.given_by());
    line.set_given_on(direction.given_on());
    line.set_addressees(AddresseeWords(basis, direction));
    line.set_deadline(direction.deadline());
    line.set_state(direction.state());
    line.set_done(direction.state() == "DONE");
    line.set_late(direction.state() == "OVERDUE");
    line.set_plan(direction.plan_number());
  }
  std::stable_sort(figures.mutable_directions()->begin(),
                   figures.mutable_directions()->end(),
                   [](const v1::DirectionLine& a, const v1::DirectionLine& b) {
                     return std::tie(a.given_on(), a.name()) <
                            std::tie(b.given_on(), b.name());
                   });
}

}  // namespace loa::metrics

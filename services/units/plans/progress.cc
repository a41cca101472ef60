#include "services/units/plans/progress.h"

#include <utility>

#include "services/units/names.h"

namespace loa::units {
namespace {

using Count = v1::Progress::Count;

void Add(Count& count, Standing standing) {
  count.set_total(count.total() + 1);
  if (standing == v1::ListUnitProgressRequest::DONE) {
    count.set_done(count.done() + 1);
  } else {
    count.set_remaining(count.remaining() + 1);
  }
  if (standing == v1::ListUnitProgressRequest::LATE) {
    count.set_late(count.late() + 1);
  }
  count.set_per_mille(
      static_cast<int32_t>(int64_t{1000} * count.done() / count.total()));
}

// int64: a million units in percent is more than an int32 holds.
bool IsReached(const v1::Target& target, const Count& count) {
  switch (target.required_case()) {
    case v1::Target::kPercent:
      return count.total() > 0 && int64_t{100} * count.done() >=
                                      int64_t{target.percent()} * count.total();
    case v1::Target::kCount:
      return count.done() >= target.count();
    default:
      return count.total() > 0 && count.done() == count.total();
  }
}

struct Branch {
  std::string name;
  Count count;
};

}  // namespace

Standing StandingOf(bool achieved, base::Days deadline, base::Days day) {
  if (achieved) return v1::ListUnitProgressRequest::DONE;
  return day > deadline ? v1::ListUnitProgressRequest::LATE
                        : v1::ListUnitProgressRequest::REMAINING;
}

v1::Progress::Line CountTarget(const v1::Target& target,
                               const std::vector<CountedUnit>& units,
                               const Achievements& achieved, base::Days day) {
  const base::Days deadline =
      base::ParseDate(target.deadline()).value_or(base::kForever);
  v1::Progress::Line line;
  *line.mutable_target() = target;
  line.mutable_count();
  std::map<std::string, Count> kinds;
  std::map<std::pair<std::string, std::string>, Branch> branches;
  for (const CountedUnit& unit : units) {
    const Standing standing =
        StandingOf(achieved.contains(unit.unit_id), deadline, day);
    Add(*line.mutable_count(), standing);
    Add(kinds[unit.kind], standing);
    if (unit.branch_id.empty()) continue;
    Branch& branch = branches[{unit.branch_code, unit.branch_id}];
    branch.name = unit.branch_name;
    Add(branch.count, standing);
  }
  line.set_reached(IsReached(target, line.count()));
  for (const auto& [kind, count] : kinds) {
    v1::Progress::Part& part = *line.add_kinds();
    part.set_key(kind);
    part.set_display_name(kind);
    *part.mutable_count() = count;
  }
  for (const auto& [key, branch] : branches) {
    v1::Progress::Part& part = *line.add_branches();
    part.set_key(UnitName(key.second));
    part.set_display_name(branch.name);
    *part.mutable_count() = branch.count;
  }
  return line;
}

}  // namespace loa::units

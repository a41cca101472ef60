#include "services/units/fleet/page_problems.h"

#include "absl/algorithm/container.h"

namespace loa::units {

std::vector<v1::PageProblem> ProblemsOf(const PageCondition& condition) {
  // A profile is put right by opening a page in its place, not by a team.
  if (condition.personal_profile) return {v1::PAGE_PROBLEM_PERSONAL_PROFILE};
  const bool broken = condition.connection == v1::Page::BROKEN;
  const bool connected = condition.connection == v1::Page::CONNECTED;
  const bool has_head = absl::c_any_of(
      condition.team,
      [](const v1::TeamMember& member) { return member.head(); });
  std::vector<v1::PageProblem> problems;
  if (broken || (!connected && condition.team.empty())) {
    problems.push_back(v1::PAGE_PROBLEM_DARK);
  }
  if (broken) problems.push_back(v1::PAGE_PROBLEM_BROKEN);
  if (!has_head) problems.push_back(v1::PAGE_PROBLEM_NO_HEAD);
  if (condition.team.size() < 2) {
    problems.push_back(v1::PAGE_PROBLEM_FEWER_THAN_TWO);
  }
  if ((connected || broken) && !condition.through_system_user) {
    problems.push_back(v1::PAGE_PROBLEM_PERSON_BOUND);
  }
  return problems;
}

}  // namespace loa::units

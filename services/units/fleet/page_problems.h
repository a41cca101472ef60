#ifndef LOA_SERVICES_UNITS_FLEET_PAGE_PROBLEMS_H_
#define LOA_SERVICES_UNITS_FLEET_PAGE_PROBLEMS_H_

#include <vector>

#include "loa/units/v1/fleet_service.pb.h"
#include "loa/units/v1/team_service.pb.h"
#include "services/units/pages/page_state.h"

namespace loa::units {

// What the health of one page turns on.
struct PageCondition {
  bool personal_profile = false;
  PageConnection connection = v1::Page::NONE;
  bool through_system_user = false;
  std::vector<v1::TeamMember> team;
};

// What is wrong with it, in order of problem.
std::vector<v1::PageProblem> ProblemsOf(const PageCondition& condition);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PAGE_PROBLEMS_H_

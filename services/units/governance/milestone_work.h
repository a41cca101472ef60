#ifndef LOA_SERVICES_UNITS_GOVERNANCE_MILESTONE_WORK_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_MILESTONE_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::units {

// The milestones of plans that units report themselves ("congress held"), an
// item a unit that has not; while the target is not reached.  The database
// outlives it.
class MilestoneWork : public work::WorkSource {
 public:
  explicit MilestoneWork(sql::Database& database) : database_(database) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_MILESTONE_WORK_H_

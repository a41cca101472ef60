#ifndef LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_WORK_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::units {

// The directions that an addressee has not reported as done, an item a unit.
// One that added a target to a plan is followed by the plan's progress and is
// not here.  The database outlives it.
class DirectionWork : public work::WorkSource {
 public:
  explicit DirectionWork(sql::Database& database) : database_(database) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
};

// The reports of units that wait for the unit above to confirm them.  Both
// outlive it.
class ReportWork : public work::WorkSource {
 public:
  ReportWork(sql::Database& database, const auth::AccessSource& access)
      : database_(database), access_(access) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
  const auth::AccessSource& access_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_WORK_H_

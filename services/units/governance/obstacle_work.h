#ifndef LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_WORK_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::units {

// The obstacles and proposals that wait for an answer: of the unit that was
// asked for one, or, while nobody was, of the one above who raised it.  Both
// outlive it.
class ObstacleWork : public work::WorkSource {
 public:
  ObstacleWork(sql::Database& database, const auth::AccessSource& access)
      : database_(database), access_(access) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
  const auth::AccessSource& access_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_OBSTACLE_WORK_H_

#ifndef LOA_SERVICES_UNITS_FLEET_PAGE_WORK_H_
#define LOA_SERVICES_UNITS_FLEET_PAGE_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::units {

// The pages whose credential the platform refuses: to be connected again.  The
// database outlives it.
class PageWork : public work::WorkSource {
 public:
  explicit PageWork(sql::Database& database) : database_(database) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PAGE_WORK_H_

#ifndef LOA_SERVICES_CONTENT_OUTSIDE_ALERT_WORK_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_ALERT_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The alerts on pages that nobody acknowledged. All of them are due at once.
class AlertWork : public work::WorkSource {
 public:
  // Both outlive it.
  AlertWork(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_ALERT_WORK_H_

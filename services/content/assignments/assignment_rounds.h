#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_ROUNDS_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_ROUNDS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "services/content/assignments/local_part_store.h"

namespace loa::content {

// What content does with assignments on its own; for a periodic task.
// Thread-safe; two replicas may do it at once.
class AssignmentRounds {
 public:
  AssignmentRounds(sql::Database& database, base::IdSource& ids,
                   int64_t partitions)
      : database_(database), ids_(ids), partitions_(partitions) {}

  // Closes what nobody answered in time: how many.
  absl::StatusOr<int64_t> CloseOverdue(absl::Time now);

  // Makes publications of adopted assignments whose local part was approved:
  // how many. One that fails does not keep the others back.
  absl::StatusOr<int64_t> PlaceApproved(absl::Time now);

 private:
  absl::Status Place(const UnplacedPart& part, absl::Time now);

  sql::Database& database_;
  base::IdSource& ids_;
  const int64_t partitions_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_ROUNDS_H_

#ifndef LOA_SERVICES_CONTENT_HAND_HAND_TAKING_H_
#define LOA_SERVICES_CONTENT_HAND_HAND_TAKING_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// Makes tasks for people of what is due on pages without a connection: at its
// time and once for all, whatever becomes of the connection later.
class HandTaking {
 public:
  HandTaking(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  // One round; answers how many became tasks. Nothing until the register was
  // read once.
  absl::StatusOr<int> RunOnce(absl::Time now);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_TAKING_H_

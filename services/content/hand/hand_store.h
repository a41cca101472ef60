#ifndef LOA_SERVICES_CONTENT_HAND_HAND_STORE_H_
#define LOA_SERVICES_CONTENT_HAND_HAND_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

// The SQL of delivery by hand.
namespace loa::content {

// A SCHEDULED publication whose time has come.
struct DuePublication {
  std::string name;
  std::string page;
  absl::Time due_at;
};
// Those after (due_at, name), in this order.
absl::StatusOr<std::vector<DuePublication>> ListScheduledDue(
    sql::Tx& tx, absl::Time now, absl::Time due_at, absl::string_view name,
    int limit);

// Publications that have something to be done by hand: BY_HAND, or an
// amendment by hand that waits; after (sequence, name), in this order.
absl::StatusOr<std::vector<Publication>> ListWithHandTasks(
    sql::Tx& tx, int64_t sequence, absl::string_view name, int limit);

// What people reported of a page, REPORTED or PROVEN.
absl::StatusOr<std::vector<Publication>> ListReported(sql::Tx& tx,
                                                      absl::string_view page);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_STORE_H_

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

// $1 pages, $2 now: those of them that something SCHEDULED is due on. One look
// into an index a page, however much waits on other pages: the test of its
// plan is why it stands here.
inline constexpr absl::string_view kPagesWithDueSql =
    "SELECT h.value FROM @texts($1) h WHERE"
    " (SELECT MIN(p.due_at) FROM publication p"
    " WHERE p.page = h.value AND p.state = 1) <= $2 ORDER BY h.value";
absl::StatusOr<std::vector<std::string>> ListPagesWithDue(
    sql::Tx& tx, const std::vector<std::string>& pages, absl::Time now);

// What is SCHEDULED and due on a page, in its order.
absl::StatusOr<std::vector<std::string>> ListScheduledDue(
    sql::Tx& tx, absl::string_view page, absl::Time now, int limit);

// Publications that have something to be done by hand: BY_HAND, or an
// amendment by hand that waits; after (sequence, name), in this order.
absl::StatusOr<std::vector<Publication>> ListWithHandTasks(
    sql::Tx& tx, int64_t sequence, absl::string_view name, int limit);

// What people reported of a page, REPORTED or PROVEN.
absl::StatusOr<std::vector<Publication>> ListReported(sql::Tx& tx,
                                                      absl::string_view page);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_STORE_H_

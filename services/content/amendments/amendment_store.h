#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_STORE_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/amendments/amendment.h"

// The SQL of amendments. Whoever changes one has locked its publication.
namespace loa::content {

// AMENDMENT_NOT_FOUND.
absl::StatusOr<Amendment> FindAmendment(sql::Tx& tx, absl::string_view name);
// Its publication's unit. AMENDMENT_NOT_FOUND.
absl::StatusOr<std::string> UnitOfAmendment(sql::Tx& tx,
                                            absl::string_view name);
absl::Status InsertAmendment(sql::Tx& tx, const Amendment& row);
// Writes all that can change.
absl::Status SaveAmendment(sql::Tx& tx, const Amendment& row);

// Those of a publication that did not end, in their order.
absl::StatusOr<std::vector<Amendment>> OpenAmendments(
    sql::Tx& tx, absl::string_view publication);

// What is WAITING of a publication is not needed any more.
absl::Status VoidWaiting(sql::Tx& tx, absl::string_view publication,
                         absl::string_view cause, absl::Time now);
// The same of its edits alone.
absl::Status VoidWaitingEdits(sql::Tx& tx, absl::string_view publication,
                              absl::string_view cause, absl::Time now);
// The same of the edits of all publications of a post.
absl::Status VoidWaitingEditsOfPost(sql::Tx& tx, absl::string_view post,
                                    absl::string_view cause, absl::Time now);
// The publication is visible after all: what was VOID since nothing was, waits
// again.
absl::Status ReviveAmendments(sql::Tx& tx, absl::string_view publication);

// Was the publication taken down before `time`?
absl::StatusOr<bool> WasDeletedBefore(sql::Tx& tx,
                                      absl::string_view publication,
                                      absl::Time time);

// A due amendment with the platform's id of its post.
struct DueAmendment {
  Amendment amendment;
  std::string platform_post_id;
};
// What these partitions have to begin (WAITING, of a visible publication, the
// first of it, behind no closed gate of its page or the app, and neither its
// page nor its unit one of `kept_back`) or to read (UNKNOWN) by now, the
// oldest first.
absl::StatusOr<std::vector<DueAmendment>> ListDue(
    sql::Tx& tx, const std::vector<int64_t>& partitions,
    const std::vector<std::string>& kept_back, absl::Time now, int limit);

// BEGUN ones whose deadline is over.
absl::StatusOr<std::vector<Amendment>> OverdueAmendments(sql::Tx& tx,
                                                         absl::Time now,
                                                         int limit);

// What ListAmendments asks for; "" and 0: any.
struct AmendmentFilter {
  std::optional<std::vector<std::string>> units;  // nullopt: any
  std::string post;
  std::string publication;
  int64_t state = 0;
  // After this one, in order of (sequence, name).
  int64_t sequence = -1;
  std::string name;
};
absl::StatusOr<std::vector<Amendment>> ReadAmendments(
    sql::Tx& tx, const AmendmentFilter& filter, int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_STORE_H_

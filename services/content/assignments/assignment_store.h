#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_STORE_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_STORE_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/assignments/assignment_record.h"

// The SQL of assignments.
namespace loa::content {

// ASSIGNMENT_NOT_FOUND.
absl::StatusOr<AssignmentRecord> FindAssignment(sql::Tx& tx,
                                                absl::string_view name);
// The same, and nobody else changes it until this transaction ends. Who also
// locks its post locks that first.
absl::StatusOr<AssignmentRecord> LockAssignment(sql::Tx& tx,
                                                absl::string_view name);

// Writes a new one; one that is there for (post, page, occurrence) stays.
absl::Status InsertAssignment(sql::Tx& tx, const AssignmentRecord& record);
// Writes all that can change of a locked one, as a new version.
absl::Status SaveAssignment(sql::Tx& tx, AssignmentRecord& record);

// The occurrence that a further assignment of the post to the page would be.
absl::StatusOr<int64_t> NextAssignmentOccurrence(sql::Tx& tx,
                                                 absl::string_view post,
                                                 absl::string_view page);

// Which assignments a list shows.
struct AssignmentFilter {
  // Only of these units; nullopt: of all.
  std::optional<std::vector<std::string>> units;
  std::string post;                                           // "": any
  AssignmentState state = v1::Assignment::STATE_UNSPECIFIED;  // any
  // Only after this one, in the list's order.
  int64_t after_sequence = -1;
  std::string after_name;
};
// Up to `limit`, in order of creation.
absl::StatusOr<std::vector<AssignmentRecord>> ReadAssignments(
    sql::Tx& tx, const AssignmentFilter& filter, int limit);

// PENDING -> EXPIRED for all that closed by `now`: how many.
absl::StatusOr<int64_t> CloseAssignments(sql::Tx& tx, absl::Time now);

// May an assignment of the post still become a publication?
absl::StatusOr<bool> HasOpenAssignments(sql::Tx& tx, absl::string_view post);

// -> VOIDED for all of a post that have no publication and were not declined:
// what NextState() says to kVoid. The caller has locked the post.
absl::Status VoidAssignments(sql::Tx& tx, absl::string_view post);
// The pages whose newest assignment is VOIDED: nothing has come of asking them.
absl::StatusOr<std::set<std::string>> PagesOfVoided(sql::Tx& tx,
                                                    absl::string_view post);

// The ADOPTED assignment of the page has `publication` in the place of one that
// was cancelled. The name of its local part; "": none. The caller has locked
// the post.
absl::StatusOr<std::string> ReplacePublication(sql::Tx& tx,
                                               absl::string_view post,
                                               absl::string_view page,
                                               absl::string_view publication);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_STORE_H_

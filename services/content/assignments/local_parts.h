#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_LOCAL_PARTS_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_LOCAL_PARTS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"
#include "services/content/assignments/assignment_record.h"
#include "services/content/posts/post_steps.h"

// What units add to a text from above: handed in with an adoption, screened
// and reviewed in the unit as posts are, shown once it is approved. Whoever
// calls has locked the assignment, and its post before it, and saves the
// assignment.
namespace loa::content {

// Is there anything in it?
bool IsEmpty(const v1::LocalPart& part);

// Makes `wanted` the local part of the assignment and owes its review; the one
// before it ends. One that is there already changes nothing. Errors:
// LOCAL_PART_LOCKED, LOCAL_PART_TOO_LONG, LOCAL_PART_UNCHANGED,
// MEDIA_NOT_FOUND.
absl::Status HandInLocalPart(sql::Tx& tx, AssignmentRecord& record,
                             v1::LocalPart wanted, const v1::Post& post,
                             const Act& act);

// The assignment has no local part any more, and its review ends.
absl::Status DropLocalPart(sql::Tx& tx, AssignmentRecord& record);

// Ends all that is under way for the assignments of a locked post.
absl::Status VoidAllOf(sql::Tx& tx, absl::string_view post);

// Takes what moderation says of a local part. It counts only while that part
// is IN_REVIEW with the very input that the review names; of an approved one it
// takes how the approval ended, LAPSED or WITHDRAWN, and cancels what was not
// sent; what the page shows goes by a look alone. True when the part was
// approved by it; its publication is made by AssignmentRounds.
absl::StatusOr<bool> ApplyLocalPartReview(sql::Tx& tx, base::IdSource& ids,
                                          const moderation::v1::Review& review,
                                          absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_LOCAL_PARTS_H_

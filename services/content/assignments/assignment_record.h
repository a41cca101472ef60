#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_RECORD_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "loa/content/v1/assignment_service.pb.h"
#include "loa/content/v1/post.pb.h"
#include "loa/moderation/v1/screening.pb.h"
#include "services/content/assignments/assignment_state.h"

namespace loa::content {

// An assignment with what callers do not see of it; the columns' comments are
// in the migration. `assignment` is complete but for its etag.
struct AssignmentRecord {
  v1::Assignment assignment;
  int64_t revision_number = 0;
  std::string audience_sha256;
  std::string part_input_sha256;  // of assignment.local_part
  int64_t sequence = 0;
  int64_t version = 0;
};

// What callers see.
v1::Assignment ToProto(const AssignmentRecord& record);
std::string EtagOf(const AssignmentRecord& record);

// What a decision about it depends on at `now`.
AssignmentCircumstances CircumstancesOf(const v1::Assignment& assignment,
                                        absl::Time now);

// "assignments/a/localParts/3".
std::string LocalPartName(absl::string_view assignment, int64_t number);
// The assignment whose local part has this name; "" for any other name.
absl::string_view AssignmentOfLocalPart(absl::string_view name);

// SHA-256 in hex of what a local part adds, and to which revision.
std::string LocalPartHash(const v1::LocalPart& part,
                          absl::string_view revision);

// What moderation screens of a local part: its words under the title that they
// stand with, in the unit whose page shows them. The text from above was
// screened and reviewed where it was written.
moderation::v1::ScreeningInput ScreeningInputOf(
    const v1::LocalPart& part, const v1::Assignment& assignment,
    const v1::Post& post);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_RECORD_H_

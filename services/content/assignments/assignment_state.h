#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_STATE_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_STATE_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "loa/content/v1/assignment_service.pb.h"

namespace loa::content {

using AssignmentState = v1::Assignment::State;
using LocalPartState = v1::LocalPart::State;

// What can happen to an assignment.
enum class AssignmentAction {
  kAdopt,    // its unit shows the post
  kDecline,  // its unit does not
  kClose,    // the time to answer is over
  kVoid,     // the post was changed or withdrawn
};
inline constexpr int kAssignmentActions = 4;

// What else a decision depends on.
struct AssignmentCircumstances {
  bool closed = false;  // the time to answer is over
  bool placed = false;  // it has a publication
};

// The state after `action`, which may be the same; nullopt when the action is
// not for `state`. Pure. What was adopted in time stays adopted: its local part
// may be corrected after the close.
std::optional<AssignmentState> NextState(
    AssignmentState state, AssignmentAction action,
    const AssignmentCircumstances& circumstances);

// The name of `state` as the contract spells it.
absl::string_view NameOf(AssignmentState state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ASSIGNMENT_STATE_H_

#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_STATE_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_STATE_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "loa/content/v1/submission_service.pb.h"

namespace loa::content {

using SubmissionState = v1::Submission::State;

// What can happen to a submission.
enum class SubmissionAction {
  kAssign,   // an editor takes care of it
  kRelease,  // nobody does any more
  kAccept,   // a post is made of it
  kDecline,  // it is not, for a reason
};
inline constexpr int kSubmissionActions = 4;

// The state after `action`; nullopt when it is not for `state`. Pure.
std::optional<SubmissionState> NextState(SubmissionState state,
                                         SubmissionAction action);

// The name of `state` as the contract spells it.
absl::string_view NameOf(SubmissionState state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_STATE_H_

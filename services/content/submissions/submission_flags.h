#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FLAGS_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FLAGS_H_

#include "absl/status/statusor.h"
#include "services/content/submissions/submission_options.h"

namespace loa::content {

// The options in --submissions_of_sender, --submissions_of_unit and
// --submission_retention_days. FLAG_INVALID for one out of its range.
absl::StatusOr<SubmissionOptions> SubmissionOptionsFromFlags();

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FLAGS_H_

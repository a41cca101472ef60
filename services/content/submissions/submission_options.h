#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_OPTIONS_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_OPTIONS_H_

#include <cstdint>

#include "absl/time/time.h"

namespace loa::content {

struct SubmissionOptions {
  // How many one sender, and how many all together, may send to a unit within
  // a day. Calls at the same moment may exceed it by their number.
  int64_t most_of_sender = 20;
  int64_t most_of_unit = 1000;
  // Personal data and text are erased this long after the decision, or after
  // the coming of what nobody decided.
  absl::Duration retention = absl::Hours(24) * 365;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_OPTIONS_H_

#include "services/content/submissions/submission_flags.h"

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

ABSL_FLAG(int, submissions_of_sender, 20,
          "How many submissions one sender may send to a unit within a day");
ABSL_FLAG(int, submissions_of_unit, 1000,
          "How many submissions all may send to a unit within a day");
ABSL_FLAG(int, submission_retention_days, 365,
          "Days after its decision, or after its coming when nobody decided, "
          "until a submission's text and sender are erased");

namespace loa::content {
namespace {

absl::Status CheckRange(absl::string_view flag, int value, int most) {
  if (value >= 1 && value <= most) return absl::OkStatus();
  return FlagInvalid(flag, absl::StrCat(value), absl::StrCat("1 to ", most));
}

}  // namespace

absl::StatusOr<SubmissionOptions> SubmissionOptionsFromFlags() {
  const int of_sender = absl::GetFlag(FLAGS_submissions_of_sender);
  const int of_unit = absl::GetFlag(FLAGS_submissions_of_unit);
  const int days = absl::GetFlag(FLAGS_submission_retention_days);
  RETURN_IF_ERROR(CheckRange("submissions_of_sender", of_sender, 1000000));
  RETURN_IF_ERROR(CheckRange("submissions_of_unit", of_unit, 1000000));
  RETURN_IF_ERROR(CheckRange("submission_retention_days", days, 36500));
  return SubmissionOptions{.most_of_sender = of_sender,
                           .most_of_unit = of_unit,
                           .retention = absl::Hours(24) * days};
}

}  // namespace loa::content

#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_ERRORS_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// The errors of corrections and withdrawals; see services/content/errors.h.
namespace loa::content {

absl::Status AmendmentNotFound(absl::string_view amendment);
absl::Status AmendmentNotWaiting(absl::string_view amendment,
                                 absl::string_view state,
                                 int64_t attempt_count);
// `by`: the amendment that is under way, or the publication that is not
// visible by now.
absl::Status AmendmentHeld(absl::string_view amendment, absl::string_view by);
absl::Status AmendmentAttemptUnknown(absl::string_view amendment,
                                     int64_t attempt, int64_t attempt_count);
absl::Status NothingToCorrect(absl::string_view post);
absl::Status CorrectionChangesLink(absl::string_view post,
                                   absl::string_view publication);
absl::Status CorrectionChangesPhotos(absl::string_view post,
                                     absl::string_view publication);
absl::Status PublicationNotWithdrawable(absl::string_view publication,
                                        absl::string_view state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_ERRORS_H_

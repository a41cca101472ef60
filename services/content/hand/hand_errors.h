#ifndef LOA_SERVICES_CONTENT_HAND_HAND_ERRORS_H_
#define LOA_SERVICES_CONTENT_HAND_HAND_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// The errors of delivery by hand; see services/content/errors.h.
namespace loa::content {

// `task`: a publication or an amendment.
absl::Status HandTaskNotOpen(absl::string_view task, absl::string_view state);
absl::Status PermalinkInvalid(absl::string_view permalink,
                              absl::string_view page, absl::string_view url);
absl::Status CancelNotWanted(absl::string_view publication);
// BeginAttempts: the page has no connection.
absl::Status PageByHand(absl::string_view publication, absl::string_view page);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_ERRORS_H_

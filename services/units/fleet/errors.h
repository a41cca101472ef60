#ifndef LOA_SERVICES_UNITS_FLEET_ERRORS_H_
#define LOA_SERVICES_UNITS_FLEET_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// The errors of teams and the fleet; see services/units/errors.h.
namespace loa::units {

// Teams.
absl::Status PhoneInvalid(absl::string_view field, absl::string_view why);
absl::Status TeamHeadAmbiguous(absl::string_view page);
absl::Status TeamMemberTwice(absl::string_view field, absl::string_view page);

// The fleet.  `code` is the platform's.
absl::Status SystemTokenRefused(absl::string_view code);
absl::Status PageNotDiscovered(absl::string_view field,
                               absl::string_view platform_page_id);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_ERRORS_H_

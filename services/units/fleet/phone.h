#ifndef LOA_SERVICES_UNITS_FLEET_PHONE_H_
#define LOA_SERVICES_UNITS_FLEET_PHONE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace loa::units {

// A phone number as people write it, in the one form that is kept:
// "0912 345 678", "(+84) 912.345.678" and "0084-912-345678" all give
// "+84912345678"; "" gives "".  A number without a country is Vietnamese: a
// mobile of 10 digits from 03, 05, 07, 08 or 09 on, or a land line of 10 or 11
// from 02 on.  Others are "+" and 8 to 15 digits.  Errors: PHONE_INVALID at
// `field`.
absl::StatusOr<std::string> NormalizePhone(absl::string_view field,
                                           absl::string_view phone);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PHONE_H_

#ifndef LOA_SERVICES_CONTENT_AUDIENCE_CHECKED_AUDIENCE_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_CHECKED_AUDIENCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// `audience` of a post of `unit` as it is stored: own names for aliases, each
// page and level once and in order, the cascade's unit written out; so the
// same audience always has the same hash. Errors: AUDIENCE_OUTSIDE_UNIT,
// PAGE_UNKNOWN, UNIT_UNKNOWN, SPREAD_INVALID, CLOSE_TIME_INVALID,
// LOCAL_PART_NEEDS_ADOPTION, and FIELD_INVALID for one without reach or due
// time.
absl::StatusOr<v1::Audience> CheckedAudience(const RegistryView& registry,
                                             absl::string_view unit,
                                             const v1::Audience& audience);

// Does the cascade ask, so that only what is adopted is shown?
bool IsAssigned(const v1::Audience& audience);

// What an approval binds: SHA-256 in hex of the audience without its times.
std::string AudienceHash(const v1::Audience& audience);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_CHECKED_AUDIENCE_H_

#ifndef LOA_SERVICES_UNITS_UNITS_TIMELINE_H_
#define LOA_SERVICES_UNITS_UNITS_TIMELINE_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "services/units/units/unit_version.h"

namespace loa::units {

// All versions of one unit as they are known now: in order of time, without
// overlaps; neighbours that say the same are one version.
using Timeline = std::vector<UnitVersion>;

// The version valid on `day`, nullptr when there is none.
const UnitVersion* VersionOn(const Timeline& timeline, base::Days day);

// A change: from `effective_on` on the unit has `attributes`, up to where the
// version valid then ended, or up to `valid_until`.  What was before stays.
// When only the end differs the version is not cut in two.
// A correction: the version valid on `effective_on` never had other attributes
// than these, over its whole validity.
// Errors: VALIDITY_INVALID when no version is valid on `effective_on`, when
// `valid_until` is not after it, or when it reaches into the next version.
struct UnitChange {
  base::Days effective_on = 0;
  bool correction = false;
  UnitAttributes attributes;
  std::optional<base::Days> valid_until;  // nullopt: as it is
};
absl::StatusOr<Timeline> Changed(const Timeline& timeline,
                                 const UnitChange& change);

// `timeline` with one more version.  Errors: VALIDITY_INVALID when the version
// is empty or overlaps another one.
absl::StatusOr<Timeline> Extended(const Timeline& timeline,
                                  const UnitVersion& version);

// `timeline` with `version` in place of what it said over that validity, which
// must not be empty.
Timeline Overlaid(const Timeline& timeline, const UnitVersion& version);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_TIMELINE_H_

#include "services/units/units/timeline.h"

#include <algorithm>
#include <utility>

#include "libs/status/status_macros.h"
#include "services/units/errors.h"

namespace loa::units {
namespace {

using base::Days;

// Neighbours that touch and say the same become one version.
Timeline Merged(const Timeline& timeline) {
  Timeline merged;
  for (const UnitVersion& version : timeline) {
    if (!merged.empty() && merged.back().valid_until == version.valid_from &&
        merged.back().attributes == version.attributes) {
      merged.back().valid_until = version.valid_until;
    } else {
      merged.push_back(version);
    }
  }
  return merged;
}

absl::Status CheckEnd(const Timeline& timeline, size_t changed, Days from,
                      Days until) {
  if (until <= from) {
    return ValidityInvalid("unit.valid_until", from, until,
                           "valid_until must be after the change");
  }
  if (changed + 1 < timeline.size() &&
      until > timeline[changed + 1].valid_from) {
    return ValidityInvalid("unit.valid_until", from, until,
                           "valid_until must not reach into the next version");
  }
  return absl::OkStatus();
}

}  // namespace

const UnitVersion* VersionOn(const Timeline& timeline, Days day) {
  for (const UnitVersion& version : timeline) {
    if (version.ValidOn(day)) return &version;
  }
  return nullptr;
}

absl::StatusOr<Timeline> Changed(const Timeline& timeline,
                                 const UnitChange& change) {
  const UnitVersion* old = VersionOn(timeline, change.effective_on);
  if (old == nullptr) {
    return ValidityInvalid("effective_on", change.effective_on, base::kForever,
                           "the unit has no version that is valid then");
  }
  const size_t index = old - timeline.data();
  const Days from = change.correction ? old->valid_from : change.effective_on;
  const Days until = change.valid_until.value_or(old->valid_until);
  RETURN_IF_ERROR(CheckEnd(timeline, index, from, until));

  Timeline changed(timeline.begin(), timeline.begin() + index);
  if (old->valid_from < from) {
    changed.push_back({old->attributes, old->valid_from, from});
  }
  changed.push_back({change.attributes, from, until});
  changed.insert(changed.end(), timeline.begin() + index + 1, timeline.end());
  return Merged(changed);
}

absl::StatusOr<Timeline> Extended(const Timeline& timeline,
                                  const UnitVersion& version) {
  if (version.valid_until <= version.valid_from) {
    return ValidityInvalid("unit.valid_until", version.valid_from,
                           version.valid_until,
                           "valid_until must be after valid_from");
  }
  for (const UnitVersion& other : timeline) {
    if (!other.Overlaps(version)) continue;
    return ValidityInvalid("unit.valid_from", version.valid_from,
                           version.valid_until,
                           "it overlaps another version of the unit");
  }
  return Overlaid(timeline, version);
}

Timeline Overlaid(const Timeline& timeline, const UnitVersion& version) {
  Timeline overlaid = {version};
  for (const UnitVersion& old : timeline) {
    const Days before_end = std::min(old.valid_until, version.valid_from);
    const Days after_start = std::max(old.valid_from, version.valid_until);
    if (old.valid_from < before_end) {
      overlaid.push_back({old.attributes, old.valid_from, before_end});
    }
    if (after_start < old.valid_until) {
      overlaid.push_back({old.attributes, after_start, old.valid_until});
    }
  }
  std::sort(overlaid.begin(), overlaid.end(),
            [](const UnitVersion& a, const UnitVersion& b) {
              return a.valid_from < b.valid_from;
            });
  return Merged(overlaid);
}

}  // namespace loa::units

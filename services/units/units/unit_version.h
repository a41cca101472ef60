#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_VERSION_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_VERSION_H_

#include <string>

#include "libs/base/civil_date.h"

namespace loa::units {

// What a unit is over one stretch of time.
struct UnitAttributes {
  std::string level;
  std::string kind;
  std::string display_name;
  std::string official_name;
  std::string code;
  std::string parent_id;  // "" for the root

  friend bool operator==(const UnitAttributes&,
                         const UnitAttributes&) = default;
};

// One version of a unit, valid over the half-open [valid_from, valid_until).
struct UnitVersion {
  UnitAttributes attributes;
  base::Days valid_from = 0;
  base::Days valid_until = base::kForever;

  bool ValidOn(base::Days day) const {
    return valid_from <= day && day < valid_until;
  }
  bool Overlaps(const UnitVersion& other) const {
    return valid_from < other.valid_until && other.valid_from < valid_until;
  }
  friend bool operator==(const UnitVersion&, const UnitVersion&) = default;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_VERSION_H_

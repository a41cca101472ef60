#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_ACCESS_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_ACCESS_H_

#include <string>
#include <vector>

#include "libs/auth/access.h"

namespace loa::units {

// The part of the tree that a list may show.
struct VisibleTree {
  bool whole = false;
  std::vector<std::string> roots;  // unit ids, when not the whole tree
};

// What `access` lets its caller see within the unit with id `within`, "" for
// the whole tree.
VisibleTree VisibleWithin(const auth::Access& access,
                          const std::string& within);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_ACCESS_H_

#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_ACCESS_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_ACCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// The part of the tree that a list may show.
struct VisibleTree {
  bool whole = false;
  std::vector<std::string> roots;  // unit ids, when not the whole tree
};

// What `access` lets its caller see of the whole tree.
VisibleTree Visible(const auth::Access& access);

// What it lets him see of the tree at `moment` within the unit that `within`
// names, "" for the whole tree.  Errors: FIELD_INVALID; UNIT_NOT_FOUND for who
// may see everything.  To others a unit of which they see nothing and one that
// is not there look the same: PERMISSION_DENIED.
absl::StatusOr<VisibleTree> VisibleWithin(sql::Tx& tx,
                                          const auth::Access& access,
                                          const std::string& within,
                                          const Moment& moment);

// As ResolveUnit, of a unit that `access` holds at.  The same rule:
// UNIT_NOT_FOUND for who may see everything, else PERMISSION_DENIED.
absl::StatusOr<std::string> ResolveAllowedUnit(sql::Tx& tx,
                                               const auth::Access& access,
                                               absl::string_view field,
                                               const std::string& name,
                                               const Moment& moment);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_ACCESS_H_

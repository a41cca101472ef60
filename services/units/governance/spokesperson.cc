#include "services/units/governance/spokesperson.h"

#include <optional>

#include "libs/auth/access.h"
#include "libs/auth/errors.h"
#include "libs/status/status_macros.h"
#include "services/units/names.h"

namespace loa::units {

absl::Status CheckSpeaksFor(const rpc::RequestContext& context,
                            const std::string& unit) {
  for (const auth::Permission permission :
       {options::v1::PERMISSION_WRITE_POSTS,
        options::v1::PERMISSION_MANAGE_PLANS}) {
    if (context.access.view() != nullptr &&
        auth::Decide(*context.access.view(), context.principal.name, permission,
                     unit)) {
      return absl::OkStatus();
    }
  }
  return auth::PermissionDenied(options::v1::PERMISSION_WRITE_POSTS);
}

absl::Status CheckIsSuperior(sql::Tx& tx, const rpc::RequestContext& context,
                             const std::string& unit_id, const Moment& today) {
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                   FindUnit(tx, unit_id, today));
  const bool has_parent = unit.has_value() && !unit->parent().empty();
  return context.access.Check(has_parent ? unit->parent() : UnitName(unit_id));
}

}  // namespace loa::units

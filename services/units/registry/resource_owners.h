#ifndef LOA_SERVICES_UNITS_REGISTRY_RESOURCE_OWNERS_H_
#define LOA_SERVICES_UNITS_REGISTRY_RESOURCE_OWNERS_H_

#include <string>

#include "absl/status/statusor.h"
#include "libs/base/clock.h"
#include "libs/rpc/call_env.h"
#include "libs/sql/database.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

// Whose a unit, page, plan, obstacle, meeting, direction or role binding is.
// A unit that the index knows needs no look into the database: no unit ever
// goes away.
class RegisterOwners : public rpc::ResourceOwners {
 public:
  RegisterOwners(sql::Database& database, const base::Clock& clock,
                 const RegisterIndex& index)
      : database_(database), clock_(clock), index_(index) {}

  // A code that no unit has today names the last one that had it, since a call
  // may ask for the past.  Errors: UNIT_NOT_FOUND, PAGE_NOT_FOUND,
  // PLAN_NOT_FOUND, OBSTACLE_NOT_FOUND, MEETING_NOT_FOUND,
  // DIRECTION_NOT_FOUND, ROLE_BINDING_NOT_FOUND.
  absl::StatusOr<std::string> OwnerOf(absl::string_view name) const override;

 private:
  sql::Database& database_;
  const base::Clock& clock_;
  const RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_RESOURCE_OWNERS_H_

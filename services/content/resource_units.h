#ifndef LOA_SERVICES_CONTENT_RESOURCE_UNITS_H_
#define LOA_SERVICES_CONTENT_RESOURCE_UNITS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/call_env.h"
#include "libs/sql/database.h"
#include "services/content/assignments/assignments.h"
#include "services/content/publications/gate_keeping.h"
#include "services/content/publications/publications.h"

namespace loa::content {

// The unit of whatever content's RPCs name: posts, publications, what changes
// them, and what a gate stands before; and the unit behind an alias such as
// "units/code:22".
class ResourceUnits : public rpc::ResourceOwners {
 public:
  ResourceUnits(sql::Database& database, Publications& publications,
                Assignments& assignments, const GateKeeping& gates,
                const Registry& registry)
      : database_(database),
        publications_(publications),
        assignments_(assignments),
        gates_(gates),
        registry_(registry) {}

  absl::StatusOr<std::string> OwnerOf(absl::string_view name) const override;

 private:
  sql::Database& database_;
  Publications& publications_;
  Assignments& assignments_;
  const GateKeeping& gates_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_RESOURCE_UNITS_H_

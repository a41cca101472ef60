#ifndef LOA_SERVICES_UNITS_FLEET_KNOWN_FLEET_H_
#define LOA_SERVICES_UNITS_FLEET_KNOWN_FLEET_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "services/units/fleet/page_matching.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// The register's side of a discovery.
struct RegisteredFleet {
  KnownFleet known;
  std::vector<std::string> personal_profiles;  // names, in order of creation
};

// All Facebook pages that are not retired, and the units without one.
absl::StatusOr<RegisteredFleet> ReadRegisteredFleet(sql::Tx& tx,
                                                    const Moment& today);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_KNOWN_FLEET_H_

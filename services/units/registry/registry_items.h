#ifndef LOA_SERVICES_UNITS_REGISTRY_REGISTRY_ITEMS_H_
#define LOA_SERVICES_UNITS_REGISTRY_REGISTRY_ITEMS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "loa/units/v1/registry_service.pb.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

using RegistryItems = std::vector<v1::WatchRegistryResponse>;

// Everything that there is at `today`.
absl::StatusOr<RegistryItems> SnapshotItems(sql::Tx& tx, const Moment& today);

// What the changed resource is at `today`, or that it is no more.
absl::StatusOr<v1::WatchRegistryResponse> ItemOf(sql::Tx& tx,
                                                 const RegistryChange& change,
                                                 const Moment& today);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_REGISTRY_ITEMS_H_

#ifndef LOA_SERVICES_UNITS_REGISTRY_REGISTRY_WATCH_H_
#define LOA_SERVICES_UNITS_REGISTRY_REGISTRY_WATCH_H_

#include <memory>

#include "absl/status/statusor.h"
#include "libs/base/clock.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/watch.h"
#include "libs/sql/database.h"
#include "loa/units/v1/registry_service.pb.h"

namespace loa::units {

// News of the register.  Contract and errors: registry_service.proto.
class RegistryWatch {
 public:
  using Source = rpc::WatchSource<v1::WatchRegistryResponse>;

  RegistryWatch(sql::Database& database, const base::Clock& clock)
      : database_(database), clock_(clock) {}

  absl::StatusOr<std::unique_ptr<Source>> WatchRegistry(
      const rpc::RequestContext& context,
      const v1::WatchRegistryRequest& request);

 private:
  sql::Database& database_;
  const base::Clock& clock_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_REGISTRY_WATCH_H_

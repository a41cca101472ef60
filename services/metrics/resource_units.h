#ifndef LOA_SERVICES_METRICS_RESOURCE_UNITS_H_
#define LOA_SERVICES_METRICS_RESOURCE_UNITS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/call_env.h"
#include "libs/sql/database.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// The unit of whatever metrics' RPCs name: pages, figures, and units by an
// alias such as "units/code:22".
class ResourceUnits : public rpc::ResourceOwners {
 public:
  ResourceUnits(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  // Errors: UNIT_NOT_FOUND, PAGE_NOT_FOUND, FIGURE_NOT_FOUND,
  // EVALUATION_NOT_FOUND.
  absl::StatusOr<std::string> OwnerOf(absl::string_view name) const override;

 private:
  sql::Database& database_;
  const Register& registry_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_RESOURCE_UNITS_H_

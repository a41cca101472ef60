#ifndef LOA_SERVICES_METRICS_REGISTER_H_
#define LOA_SERVICES_METRICS_REGISTER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/clients/registry_replica.h"
#include "libs/clients/registry_view.h"

namespace loa::metrics {

// The register as it stood at one sequence; one for a whole call.
using RegisterView = std::shared_ptr<const clients::RegistryView>;

// Where use cases get the register from.  Thread-safe.
class Register {
 public:
  virtual ~Register() = default;
  // Errors: REGISTRY_NOT_SYNCED before the first snapshot.
  virtual absl::StatusOr<RegisterView> View() const = 0;
};

// The register of a replica, which outlives it.
class ReplicaRegister : public Register {
 public:
  explicit ReplicaRegister(const clients::RegistryReplica& replica)
      : replica_(replica) {}
  absl::StatusOr<RegisterView> View() const override;

 private:
  const clients::RegistryReplica& replica_;
};

// A unit by name or alias; "" is the root.  Errors: UNIT_NOT_FOUND at `field`.
absl::StatusOr<std::string> UnitIn(const clients::RegistryView& view,
                                   absl::string_view field,
                                   absl::string_view unit);

// A page by name or alias.  Errors: PAGE_NOT_FOUND at `field`.
absl::StatusOr<const units::v1::Page*> PageIn(const clients::RegistryView& view,
                                              absl::string_view field,
                                              absl::string_view page);

// The organisation's zone, and the civil day at `now` there.
absl::TimeZone ZoneOf(const clients::RegistryView& view);
base::Days DayAt(const clients::RegistryView& view, absl::Time now);

// Does a page count on `day`: opened, not retired, no personal profile?
bool CountsOn(const units::v1::Page& page, base::Days day);

// "2022-05-31" of a request, which the contract's rule has checked; "" is
// `otherwise`.
base::Days DayOf(const std::string& text, base::Days otherwise = 0);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_REGISTER_H_

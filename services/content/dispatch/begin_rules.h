#ifndef LOA_SERVICES_CONTENT_DISPATCH_BEGIN_RULES_H_
#define LOA_SERVICES_CONTENT_DISPATCH_BEGIN_RULES_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"
#include "services/content/dispatch/dispatch_options.h"

// What sending, editing and deleting have in common.
namespace loa::content {

// GATE_CLOSED of `name` while a gate stands before `page`: its own, the app's,
// or one of its unit, then or now, or of a unit above.
// DEPENDENCY_UNAVAILABLE: without the tree nobody knows them.
absl::Status CheckGates(sql::Tx& tx, const Registry& registry,
                        const std::string& name, const std::string& page,
                        const std::string& unit, absl::Time now);

// Did people close one of these gates?  What a platform asks for is nothing to
// those who put posts up by hand.
absl::StatusOr<bool> IsPaused(sql::Tx& tx, const RegistryView& view,
                              const std::string& page, const std::string& unit,
                              absl::Time now);

// The units and pages for which CheckGates() finds a closed gate of a unit.
// None before the register was read once.
absl::StatusOr<std::vector<std::string>> BehindGatesOfUnits(
    sql::Tx& tx, const Registry& registry, absl::Time now);

// The wait after so many failures in a row that sent nothing.
absl::Duration Backoff(const DispatchOptions& options, int64_t failures);

// The wait that the platform asked for, at most a day.
absl::Duration PauseAsked(const google::protobuf::Duration& retry_after);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_BEGIN_RULES_H_

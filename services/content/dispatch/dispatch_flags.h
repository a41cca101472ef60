#ifndef LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_FLAGS_H_
#define LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_FLAGS_H_

#include "absl/status/statusor.h"
#include "services/content/dispatch/dispatch_options.h"

namespace loa::content {

// The options in --partitions, --lease, --attempt_deadline, --quiescence,
// --sweep_after and --unsafe_control. FLAG_INVALID for one out of its range;
// UNSAFE_CONTROL_REFUSED unless the environment has
// LOA_ALLOW_UNSAFE_CONTROLS=1, or for an unknown control.
absl::StatusOr<DispatchOptions> DispatchOptionsFromFlags();

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_FLAGS_H_

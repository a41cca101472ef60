#ifndef LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_OPTIONS_H_
#define LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_OPTIONS_H_

#include <cstdint>

#include "absl/time/time.h"

namespace loa::content {

// What the promise of publishing once depends on; see docs/life-of-a-post.md.
struct DispatchOptions {
  int64_t partitions = 64;
  // How long a partition is leased.
  absl::Duration lease = absl::Seconds(10);
  // How long a visible call may take.
  absl::Duration attempt_deadline = absl::Seconds(20);
  // q: a write that the platform accepted is visible this long after the
  // attempt's deadline, or never.
  absl::Duration quiet = absl::Seconds(60);
  // A page that cannot be read this long after the deadline is left to people.
  absl::Duration unreadable_limit = absl::Hours(24);
  // Workers that may die over one publication before people look at it.
  int64_t lapse_limit = 3;
  // The wait after the first failure that sent nothing; doubles to the last.
  absl::Duration first_backoff = absl::Seconds(1);
  absl::Duration last_backoff = absl::Minutes(5);
  // Failures in a row that sent nothing before it is given up: with the waits
  // above about eight hours.
  int64_t failure_limit = 100;
  // A hint that was handed over and not begun this long is put again.
  absl::Duration sweep_after = absl::Seconds(5);

  // How often every connected page is read for posts made outside.
  absl::Duration sweep_every = absl::Hours(24);
  // How far back the first reading of a page goes.
  absl::Duration first_sweep = 7 * absl::Hours(24);

  // UNSAFE, a negative control for tests: BeginAttempts says yes to whoever
  // asks, whatever the state, the epoch and the page's order, and a partition
  // that one publisher holds is held by all.
  bool no_compare_and_set = false;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_DISPATCH_OPTIONS_H_

#ifndef LOA_SERVICES_PUBLISHER_CORE_BUDGET_H_
#define LOA_SERVICES_PUBLISHER_CORE_BUDGET_H_

#include <algorithm>

#include "absl/time/time.h"

namespace loa::publisher {

// How many calls may be made: `burst` at once and one every `interval` in the
// long run.  Zero interval: no limit.
struct Rate {
  absl::Duration interval;
  int burst = 1;
};

// A budget by the generic cell rate algorithm: its whole state is the time at
// which it would be full again.
class Budget {
 public:
  // Zero when a call may be made now, else how long until then.
  absl::Duration Wait(const Rate& rate, absl::Duration now) const {
    const absl::Duration earliest = full_at_ - rate.interval * (rate.burst - 1);
    return std::max(earliest - now, absl::ZeroDuration());
  }
  void Spend(const Rate& rate, absl::Duration now) {
    full_at_ = std::max(full_at_, now) + rate.interval;
  }
  // What was spent is not used after all.
  void Refund(const Rate& rate) { full_at_ -= rate.interval; }
  // When nothing is left to remember.
  absl::Duration full_at() const { return full_at_; }

 private:
  absl::Duration full_at_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_BUDGET_H_

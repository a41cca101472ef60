#ifndef LOA_SERVICES_METRICS_COLLECTOR_SWEEP_STORE_H_
#define LOA_SERVICES_METRICS_COLLECTOR_SWEEP_STORE_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"

namespace loa::metrics {

// How far the sweep of a page is.
struct Sweep {
  base::Days done_on = 0;  // 0: never
  int64_t failures = 0;    // in a row
};

// The pages whose sweep of today is done, held by a replica or put off.
absl::StatusOr<std::set<std::string>> PagesNotDue(sql::Tx& tx, base::Days today,
                                                  absl::Time now);

// Takes today's sweep of a page until `until`, unless it is done, another
// replica has it, or it failed and waits: then nullopt.
absl::StatusOr<std::optional<Sweep>> ClaimSweep(sql::Tx& tx,
                                                const std::string& page,
                                                base::Days today,
                                                absl::Time now,
                                                absl::Time until);
absl::Status FinishSweep(sql::Tx& tx, const std::string& page,
                         base::Days today);
// The next try is at `not_before`.
absl::Status FailSweep(sql::Tx& tx, const std::string& page,
                       absl::Time not_before, const std::string& failure);

// The platform has no value for the day, for `reason`.  What counts at a
// branch is recorded with the first reason.
absl::Status SaveGap(sql::Tx& tx, const std::string& page,
                     const std::string& metric_id, base::Days day,
                     const std::string& reason, const std::string& branch,
                     absl::Time observed_at);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_COLLECTOR_SWEEP_STORE_H_

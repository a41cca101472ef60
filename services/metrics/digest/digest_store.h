#ifndef LOA_SERVICES_METRICS_DIGEST_DIGEST_STORE_H_
#define LOA_SERVICES_METRICS_DIGEST_DIGEST_STORE_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"

// The SQL of digests.
namespace loa::metrics {

// Was every digest of `day` sent, or refused for good?
absl::StatusOr<bool> DayIsDone(sql::Tx& tx, base::Days day);
absl::Status MarkDayDone(sql::Tx& tx, base::Days day, absl::Time now);

// The units whose digest of `day` a receiver has taken.
absl::StatusOr<absl::flat_hash_set<std::string>> UnitsSent(sql::Tx& tx,
                                                           base::Days day);
absl::Status MarkSent(sql::Tx& tx, base::Days day, absl::string_view unit,
                      absl::Time now);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DIGEST_DIGEST_STORE_H_

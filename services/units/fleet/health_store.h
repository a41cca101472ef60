#ifndef LOA_SERVICES_UNITS_FLEET_HEALTH_STORE_H_
#define LOA_SERVICES_UNITS_FLEET_HEALTH_STORE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"

namespace loa::units {

// What the platform said of a page's credential when it was asked last.
struct StoredHealth {
  absl::Time probed_at;
  std::string reason;  // "": good
  bool through_system_user = false;
  // Since when it refuses the credential; nullopt: it took it last.
  std::optional<absl::Time> refused_at;
};

// By page id; a page that was never asked about is not in it.
absl::StatusOr<std::map<std::string, StoredHealth>> HealthOf(
    sql::Tx& tx, const std::vector<std::string>& page_ids);
absl::Status PutHealth(sql::Tx& tx, const std::string& page_id,
                       const StoredHealth& health);
// What was said of another credential is of no use for a new one.
absl::Status ForgetHealth(sql::Tx& tx, const std::string& page_id);

// A page whose connection is BROKEN and that is not retired.
struct BrokenPage {
  std::string page_id;
  std::string unit_id;
  std::string display_name;
  absl::Time broken_at;
};
// Those after (broken_at, page_id), in this order.
absl::StatusOr<std::vector<BrokenPage>> ListBrokenPages(
    sql::Tx& tx, int64_t today, absl::Time broken_at,
    const std::string& page_id, int limit);

// Ids of pages whose credential is to be probed at `now`, in order, at most
// `limit` after `page_id`: those that have one, are not retired on `today` and
// were proven or asked about last at `before` or earlier; where the platform
// did not answer, at `retry_before` or earlier.
absl::StatusOr<std::vector<std::string>> PagesToProbe(
    sql::Tx& tx, int64_t today, absl::Time before, absl::Time retry_before,
    const std::string& page_id, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_HEALTH_STORE_H_

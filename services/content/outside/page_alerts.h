#ifndef LOA_SERVICES_CONTENT_OUTSIDE_PAGE_ALERTS_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_PAGE_ALERTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"

// Alerts on pages that look as if others had got hold of them.
namespace loa::content {

// More posts made outside than this within an hour are a burst.
inline constexpr int64_t kBurstPosts = 5;
inline constexpr absl::Duration kBurstTime = absl::Hours(1);

inline constexpr absl::string_view kOutsideBurst = "OUTSIDE_BURST";
inline constexpr absl::string_view kOutsideLink = "OUTSIDE_LINK";
inline constexpr absl::string_view kWithdrawnVisible = "WITHDRAWN_VISIBLE";

struct PageAlert {
  std::string name;
  std::string page;
  std::string unit;
  std::string kind;
  std::string detail;
  int64_t count = 0;
  absl::Time raised_at;
  std::string acknowledger;  // "": nobody
  std::optional<absl::Time> acknowledged_at;
};

// Raises an alert, or adds to the open one of the page and kind.
absl::Status RaiseAlert(sql::Tx& tx, base::IdSource& ids,
                        const PageAlert& alert);
// PAGE_ALERT_NOT_FOUND.
absl::StatusOr<PageAlert> FindAlert(sql::Tx& tx, absl::string_view name);
// Nothing to do when somebody did.
absl::Status AcknowledgeAlert(sql::Tx& tx, absl::string_view name,
                              absl::string_view principal, absl::Time now);
// Open ones after (raised_at, name), in this order.
absl::StatusOr<std::vector<PageAlert>> ReadOpenAlerts(sql::Tx& tx,
                                                      absl::Time raised_at,
                                                      absl::string_view name,
                                                      int limit);
absl::StatusOr<int64_t> CountOpenAlerts(sql::Tx& tx);
absl::StatusOr<std::string> UnitOfAlert(sql::Tx& tx, absl::string_view name);

// The error of all of these.
absl::Status PageAlertNotFound(absl::string_view alert);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_PAGE_ALERTS_H_

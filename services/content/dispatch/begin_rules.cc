#include "services/content/dispatch/begin_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/publications/gates.h"

namespace loa::content {

absl::Status CheckGates(sql::Tx& tx, const Registry& registry,
                        const std::string& name, const std::string& page,
                        const std::string& unit, absl::Time now) {
  const auto view = registry.View();
  if (view == nullptr) return rpc::DependencyUnavailable("units");
  std::vector<std::string> gates = view->PathToRoot(unit);
  gates.insert(gates.end(), {std::string(kApp), page, unit});
  // The page may have another unit by now.
  if (const auto found = view->FindPage(page); found && found->unit != unit) {
    for (std::string& above : view->PathToRoot(found->unit)) {
      gates.push_back(std::move(above));
    }
  }
  ASSIGN_OR_RETURN(const auto gate, FirstClosed(tx, gates, now));
  if (gate) return GateClosed(name, gate->subject, gate->cause);
  return absl::OkStatus();
}

absl::Duration Backoff(const DispatchOptions& options, int64_t failures) {
  absl::Duration wait = options.first_backoff;
  for (int64_t i = 0; i < failures && wait < options.last_backoff; ++i) {
    wait *= 2;
  }
  return std::min(wait, options.last_backoff);
}

absl::Duration PauseAsked(const google::protobuf::Duration& retry_after) {
  return std::clamp(base::DurationOf(retry_after), absl::ZeroDuration(),
                    absl::Hours(24));
}

}  // namespace loa::content

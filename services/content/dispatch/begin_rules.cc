#include "services/content/dispatch/begin_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/publications/gates.h"

namespace loa::content {
namespace {

constexpr absl::string_view kUnits = "units/";
// More than a tree has units.
constexpr int kMaxUnitGates = 100000;

std::vector<std::string> GatesBefore(const RegistryView& view,
                                     const std::string& page,
                                     const std::string& unit) {
  std::vector<std::string> gates = view.PathToRoot(unit);
  gates.insert(gates.end(), {std::string(kApp), page, unit});
  // The page may have another unit by now.
  if (const auto found = view.FindPage(page); found && found->unit != unit) {
    for (std::string& above : view.PathToRoot(found->unit)) {
      gates.push_back(std::move(above));
    }
  }
  return gates;
}

}  // namespace

absl::Status CheckGates(sql::Tx& tx, const Registry& registry,
                        const std::string& name, const std::string& page,
                        const std::string& unit, absl::Time now) {
  const auto view = registry.View();
  if (view == nullptr) return rpc::DependencyUnavailable("units");
  ASSIGN_OR_RETURN(const auto gate,
                   FirstClosed(tx, GatesBefore(*view, page, unit), now));
  if (gate) return GateClosed(name, gate->subject, gate->cause);
  return absl::OkStatus();
}

absl::StatusOr<bool> IsPaused(sql::Tx& tx, const RegistryView& view,
                              const std::string& page, const std::string& unit,
                              absl::Time now) {
  ASSIGN_OR_RETURN(
      const auto gate,
      FirstClosed(tx, GatesBefore(view, page, unit), now, kPaused));
  return gate.has_value();
}

absl::StatusOr<std::vector<std::string>> BehindGatesOfUnits(
    sql::Tx& tx, const Registry& registry, absl::Time now) {
  const auto view = registry.View();
  if (view == nullptr) return std::vector<std::string>();
  ASSIGN_OR_RETURN(const std::vector<ClosedGate> gates,
                   ListClosedGates(tx, now, kUnits, kMaxUnitGates));
  std::vector<std::string> behind;
  for (const ClosedGate& gate : gates) {
    if (!absl::StartsWith(gate.subject, kUnits)) break;
    view->ForEachUnit(
        gate.subject, {},
        [&](absl::string_view unit, const std::vector<RegistryPage>& pages) {
          behind.emplace_back(unit);
          for (const RegistryPage& page : pages) behind.push_back(page.name);
        });
  }
  return behind;
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

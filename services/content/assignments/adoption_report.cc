#include "services/content/assignments/adoption_report.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/adoption_facts.h"
#include "services/content/assignments/adoption_tally.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

// The branch of `within` that `unit` is in: the child of `within` above it, or
// the unit itself. nullopt: it is not within.
std::optional<std::string> BranchOf(const RegistryView& registry,
                                    const std::string& unit,
                                    const std::string& within) {
  const std::vector<std::string> path = registry.PathToRoot(unit);
  const auto top = std::find(path.begin(), path.end(), within);
  if (top == path.end()) return std::nullopt;
  return top == path.begin() ? *top : *std::prev(top);
}

}  // namespace

absl::StatusOr<v1::GetAdoptionResponse> AdoptionReport::Get(
    const rpc::RequestContext& context, const v1::GetAdoptionRequest& request) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const RegistryView> registry,
                   CurrentView(registry_));
  std::string within;
  std::vector<AdoptionFact> facts;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(within, UnitOfPost(tx, request.post()));
    ASSIGN_OR_RETURN(facts, ReadAdoptionFacts(tx, request.post()));
    return absl::OkStatus();
  }));
  if (!request.within().empty()) {
    const std::optional<std::string> unit =
        registry->FindUnit(request.within());
    if (!unit) return UnitUnknown("within", request.within());
    within = *unit;
  }
  AdoptionTally total;
  std::map<std::string, AdoptionTally> levels;
  std::map<std::string, AdoptionTally> branches;
  for (const AdoptionFact& fact : facts) {
    if (!context.access.Allows(fact.unit)) continue;
    std::optional<std::string> branch = BranchOf(*registry, fact.unit, within);
    // A unit that the register has no more still counts for the whole.
    if (!branch && request.within().empty()) branch = fact.unit;
    if (!branch) continue;
    total.Add(fact);
    levels[registry->LevelOf(fact.unit)].Add(fact);
    branches[*branch].Add(fact);
  }
  v1::GetAdoptionResponse response;
  *response.mutable_total() = total.ToProto();
  for (const auto& [level, tally] : levels) {
    v1::GetAdoptionResponse::Level& row = *response.add_levels();
    row.set_level(level);
    *row.mutable_adoption() = tally.ToProto();
  }
  for (const auto& [unit, tally] : branches) {
    v1::GetAdoptionResponse::Branch& row = *response.add_branches();
    row.set_unit(unit);
    *row.mutable_adoption() = tally.ToProto();
  }
  *response.mutable_as_of() = base::TimestampOf(context.now);
  return response;
}

}  // namespace loa::content

#include "services/metrics/rollups/rollups.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/errors.h"
#include "services/metrics/rollups/rollup_of.h"

namespace loa::metrics {
namespace {

// What both requests ask of a unit, checked.
template <typename Request>
absl::StatusOr<RollupQuery> QueryOf(const Request& request,
                                    const std::string& unit) {
  RETURN_IF_ERROR(CheckView(request.view()));
  RollupQuery query;
  query.unit = unit;
  query.first = DayOf(request.first_day());
  query.last = DayOf(request.last_day());
  query.version = request.version();
  if (query.last < query.first) {
    return PeriodInvalid(request.first_day(), request.last_day());
  }
  return query;
}

// The units of a list, in order of name.
std::vector<std::string> UnitsOf(const clients::RegistryView& view,
                                 const std::string& within,
                                 const std::string& level) {
  if (level.empty()) return view.ChildrenOf(within);
  std::vector<std::string> units = view.Subtree(within);
  std::erase_if(units, [&](const std::string& name) {
    const units::v1::Unit* unit = view.FindUnit(name);
    return name == within || unit == nullptr || unit->level() != level;
  });
  return units;
}

}  // namespace

absl::Status CheckView(v1::View view) {
  if (view == v1::VIEW_UNSPECIFIED || view == v1::AS_REPORTED) {
    return absl::OkStatus();
  }
  return ViewNotAvailable(v1::View_Name(view));
}

absl::StatusOr<v1::Rollup> Rollups::GetRollup(
    const rpc::RequestContext& context, const v1::GetRollupRequest& request) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string unit,
                   UnitIn(*view, "unit", request.unit()));
  ASSIGN_OR_RETURN(RollupQuery query, QueryOf(request, unit));
  query.own_pages_only = request.own_pages_only();
  v1::Rollup rollup;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
    ASSIGN_OR_RETURN(const Definition* definition,
                     DefinitionFor(definitions, request.metric(), query));
    ASSIGN_OR_RETURN(rollup, RollupOf(tx, *view, *definition, query));
    return absl::OkStatus();
  }));
  return rollup;
}

absl::StatusOr<v1::ListRollupsResponse> Rollups::ListRollups(
    const rpc::RequestContext& context, const v1::ListRollupsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() > 1) return rpc::PageTokenInvalid();
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string within,
                   UnitIn(*view, "within", request.within()));
  ASSIGN_OR_RETURN(RollupQuery query, QueryOf(request, within));
  std::vector<std::string> units = UnitsOf(*view, within, request.level());
  if (!key.empty()) {
    units.erase(units.begin(),
                std::upper_bound(units.begin(), units.end(), key[0]));
  }
  const int size = rpc::PageSize(request.page_size(), 50, 200);
  v1::ListRollupsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
    ASSIGN_OR_RETURN(const Definition* definition,
                     DefinitionFor(definitions, request.metric(), query));
    for (const std::string& unit : units) {
      if (response.rollups_size() == size) {
        response.set_next_page_token(
            rpc::EncodePageToken(request, {response.rollups(size - 1).unit()}));
        break;
      }
      query.unit = unit;
      ASSIGN_OR_RETURN(*response.add_rollups(),
                       RollupOf(tx, *view, *definition, query));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::metrics

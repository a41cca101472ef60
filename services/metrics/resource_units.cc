#include "services/metrics/resource_units.h"

#include "absl/strings/match.h"
#include "libs/status/status_macros.h"
#include "services/metrics/evaluations/evaluation_store.h"
#include "services/metrics/figures/figure_store.h"

namespace loa::metrics {

absl::StatusOr<std::string> ResourceUnits::OwnerOf(
    absl::string_view name) const {
  if (absl::StartsWith(name, "figures/")) {
    std::string unit;
    RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const StoredFigure figure, FindFigure(tx, name));
      unit = figure.unit;
      return absl::OkStatus();
    }));
    return unit;
  }
  if (absl::StartsWith(name, "evaluations/")) {
    std::string unit;
    RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(unit, UnitOfEvaluation(tx, name));
      return absl::OkStatus();
    }));
    return unit;
  }
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  if (absl::StartsWith(name, "pages/")) {
    ASSIGN_OR_RETURN(const units::v1::Page* page, PageIn(*view, "page", name));
    return page->unit();
  }
  return UnitIn(*view, "unit", name);
}

}  // namespace loa::metrics

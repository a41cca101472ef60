#include "services/metrics/figures/figure_state.h"

namespace loa::metrics {

std::optional<v1::Figure::State> NextState(v1::Figure::State state,
                                           FigureAction action) {
  const v1::Figure::State end = action == FigureAction::kConfirm
                                    ? v1::Figure::CONFIRMED
                                    : v1::Figure::REFUSED;
  if (state == v1::Figure::PENDING || state == end) return end;
  return std::nullopt;
}

}  // namespace loa::metrics

#ifndef LOA_SERVICES_METRICS_FIGURES_FIGURE_STATE_H_
#define LOA_SERVICES_METRICS_FIGURES_FIGURE_STATE_H_

#include <optional>

#include "loa/metrics/v1/sample_service.pb.h"

namespace loa::metrics {

// What a superior does with a figure.
enum class FigureAction { kConfirm, kRefuse };

// The state that `action` leads to; the same one where the action was done
// before; nullopt where it is refused.
std::optional<v1::Figure::State> NextState(v1::Figure::State state,
                                           FigureAction action);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_FIGURE_STATE_H_

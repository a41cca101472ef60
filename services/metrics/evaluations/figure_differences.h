#ifndef LOA_SERVICES_METRICS_EVALUATIONS_FIGURE_DIFFERENCES_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_FIGURE_DIFFERENCES_H_

#include <string>
#include <vector>

#include "loa/metrics/v1/evaluation_figures.pb.h"

namespace loa::metrics {

// As many differences as an answer names.
inline constexpr size_t kMaxDifferences = 20;

// The first fields in which two sets of figures differ, as paths such as
// "units[3].posts.total"; what they were read at is no figure.
std::vector<std::string> FigureDifferences(const v1::EvaluationFigures& a,
                                           const v1::EvaluationFigures& b);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_FIGURE_DIFFERENCES_H_

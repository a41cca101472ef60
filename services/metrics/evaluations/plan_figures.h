#ifndef LOA_SERVICES_METRICS_EVALUATIONS_PLAN_FIGURES_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_PLAN_FIGURES_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "loa/metrics/v1/evaluation_figures.pb.h"
#include "services/metrics/evaluations/evaluation_basis.pb.h"

namespace loa::metrics {

// Unit -> compared units that it is, or hangs below.
using Places = std::map<std::string, std::vector<std::string>>;

// The plan as the report tells it; `basis` has one.
v1::PlanFigures PlanFiguresOf(const stored::EvaluationBasis& basis);

// Compared unit -> its units of the plan's targets {done, all}.
std::map<std::string, std::pair<int, int>> PlanCountsOf(
    const stored::EvaluationBasis& basis, const Places& places);

// Obstacles and directions as they stood on the last day.
void AddObstacles(const stored::EvaluationBasis& basis,
                  v1::EvaluationFigures& figures);
void AddDirections(const stored::EvaluationBasis& basis,
                   v1::EvaluationFigures& figures);
// Was it settled by `last_day`?
bool IsSettled(const units::v1::Obstacle& obstacle,
               const std::string& last_day);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_PLAN_FIGURES_H_

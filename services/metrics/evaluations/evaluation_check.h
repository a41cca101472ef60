#ifndef LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_CHECK_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/clients/registry_view.h"
#include "loa/metrics/v1/evaluation_service.pb.h"

namespace loa::metrics {

// A figure each of so many units fits into one answer.
inline constexpr int kMaxComparedUnits = 2000;

// What is asked for, checked and with its defaults filled in: names in place
// of aliases, levels, measures' names, the heading.  Outputs are left out.
// Errors: UNIT_NOT_FOUND, PERIOD_INVALID, PERIOD_IN_FUTURE, LEVEL_UNKNOWN,
// WEIGHTS_WRONG, CRITERION_INVALID, TOPIC_UNKNOWN, EVALUATION_TOO_LARGE.
absl::StatusOr<v1::Evaluation> CompletedEvaluation(
    const v1::Evaluation& asked, const clients::RegistryView& view,
    base::Days today);

// The units that `evaluation` compares, in order of code and name.
std::vector<const units::v1::Unit*> ComparedUnits(
    const v1::Evaluation& evaluation, const clients::RegistryView& view);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_CHECK_H_

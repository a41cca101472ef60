#ifndef LOA_SERVICES_METRICS_EVALUATIONS_ERRORS_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_ERRORS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/errors.h"

// The errors of evaluations; see services/metrics/errors.h.
namespace loa::metrics {

absl::Status EvaluationNotFound(absl::string_view field,
                                absl::string_view evaluation);
absl::Status EvaluationAlreadyExists(absl::string_view evaluation);
absl::Status PeriodInFuture(absl::string_view last_day,
                            absl::string_view today);
absl::Status WeightsWrong(int sum);
// `why` is about one field of the request.
absl::Status CriterionInvalid(const rpc::FieldViolation& why);
absl::Status LevelUnknown(absl::string_view field, absl::string_view level,
                          const std::vector<std::string>& known);
absl::Status TopicUnknown(absl::string_view field, absl::string_view topic,
                          const std::vector<std::string>& known);
absl::Status PreviousInvalid(absl::string_view previous, absl::string_view why);
// `what` is "units" or "posts".
absl::Status EvaluationTooLarge(absl::string_view what, int64_t count,
                                int64_t limit);
absl::Status ExportTooLarge(int64_t bytes, int64_t limit);
absl::Status FigureUnknown(absl::string_view evaluation,
                           absl::string_view unit);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_ERRORS_H_

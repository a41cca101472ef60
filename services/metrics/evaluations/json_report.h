#ifndef LOA_SERVICES_METRICS_EVALUATIONS_JSON_REPORT_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_JSON_REPORT_H_

#include <string>

#include "loa/metrics/v1/evaluation_service.pb.h"

namespace loa::metrics {

// The report for programs; docs/evaluation.md tells its fields.  A pure
// function of name, hash and figures.
std::string JsonReport(const v1::Evaluation& evaluation);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_JSON_REPORT_H_

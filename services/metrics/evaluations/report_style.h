#ifndef LOA_SERVICES_METRICS_EVALUATIONS_REPORT_STYLE_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_REPORT_STYLE_H_

#include "absl/strings/string_view.h"

namespace loa::metrics {

// The style sheet of the report: screen, phone and A4 paper.
absl::string_view ReportStyle();

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_REPORT_STYLE_H_

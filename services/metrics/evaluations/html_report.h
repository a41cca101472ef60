#ifndef LOA_SERVICES_METRICS_EVALUATIONS_HTML_REPORT_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_HTML_REPORT_H_

#include <string>

#include "loa/metrics/v1/evaluation_service.pb.h"

namespace loa::metrics {

// The report for people: one page of HTML in Vietnamese that needs nothing
// else, with charts, for the screen, A4 paper and word processors.  It is
// well-formed XML too.  A pure function of name, hash and figures.
std::string HtmlReport(const v1::Evaluation& evaluation);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_HTML_REPORT_H_

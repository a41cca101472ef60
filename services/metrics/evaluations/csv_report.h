#ifndef LOA_SERVICES_METRICS_EVALUATIONS_CSV_REPORT_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_CSV_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "loa/metrics/v1/evaluation_service.pb.h"

namespace loa::metrics {

// The report for spreadsheets: one table with a head, a row a figure (section,
// subject, figure, value, bound, pages with data, pages), so that it can be
// filtered and pivoted.  UTF-8 with BOM, ";" between fields (where the comma is
// the decimal sign Excel expects it), CRLF, quoted as RFC 4180 says.  Numbers
// are plain digits; what is not known is empty.  A pure function of the
// figures.
std::string CsvReport(const v1::Evaluation& evaluation);

// `text` as a field: quoted where it must be, composed (NFC), and never a
// formula: what a spreadsheet would run has an apostrophe before it.
std::string CsvField(absl::string_view text);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_CSV_REPORT_H_

#ifndef LOA_SERVICES_METRICS_SAMPLES_CSV_H_
#define LOA_SERVICES_METRICS_SAMPLES_CSV_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/errors.h"
#include "loa/metrics/v1/sample_service.pb.h"

namespace loa::metrics {

// One record of a CSV file and the line that it begins on, from 1.
struct CsvRecord {
  int line = 0;
  std::vector<std::string> cells;
};

// The records of a file: cells between "," or ";" (what the first line has
// more of), in quotes where they hold one of these or a line's end; "" inside
// quotes is a quote; a byte order mark and empty lines are passed over.
// Errors: CSV_ENCODING_REFUSED, CSV_MALFORMED (an open quote, text behind a
// closing one).
absl::StatusOr<std::vector<CsvRecord>> ReadCsv(absl::string_view content);

// A sample of a file and its line.
struct CsvSample {
  int line = 0;
  v1::Sample sample;
};

// The samples of a file whose first line names the columns page, metric, day
// and value and perhaps denominator and observed_at, in English or Vietnamese.
// A cell that cannot be read is added to `faults`, its row left out.  Errors:
// those of ReadCsv; CSV_MALFORMED for a missing, unknown or repeated column
// and for a record of more or fewer cells.
absl::StatusOr<std::vector<CsvSample>> ReadSampleFile(
    absl::string_view content, std::vector<rpc::FieldViolation>& faults);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_CSV_H_

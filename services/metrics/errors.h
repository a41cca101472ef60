#ifndef LOA_SERVICES_METRICS_ERRORS_H_
#define LOA_SERVICES_METRICS_ERRORS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Every error that metrics returns, domain "metrics.loa"; the reasons are those
// of loa/metrics/v1/error_reason.proto.
namespace loa::metrics {

// Definitions.
absl::Status MetricNotFound(absl::string_view field, absl::string_view metric);
absl::Status MetricAlreadyExists(absl::string_view metric);
// `field` is the path in the request; `why` says what would be right.
absl::Status DefinitionInvalid(absl::string_view field, absl::string_view why);

// The register.
absl::Status UnitNotFound(absl::string_view field, absl::string_view unit);
absl::Status PageNotFound(absl::string_view field, absl::string_view page);

// Samples.
struct RowFault {
  std::string field;        // "rows[12].page"
  std::string description;  // what would be right
};
// `faults` is not empty; `bad_rows` is how many rows they are of.
absl::Status SampleRowsInvalid(const std::vector<RowFault>& faults,
                               int bad_rows);
absl::Status CsvEncodingRefused(absl::string_view encoding);
absl::Status CsvMalformed(int line, absl::string_view why);

// Figures.
absl::Status FigureNotFound(absl::string_view figure);
absl::Status FigurePending(absl::string_view figure);
absl::Status FigureNotPending(absl::string_view figure,
                              absl::string_view state);
absl::Status ReporterCannotConfirm(absl::string_view figure);
// `unit` is where the decision belongs.
absl::Status SuperiorNeeded(absl::string_view figure, absl::string_view unit);
absl::Status NoteRequired();
absl::Status FigureDayInFuture(absl::string_view today);
absl::Status DenominatorWrong(absl::string_view field, absl::string_view metric,
                              bool ratio);

// Roll-ups.
absl::Status PeriodInvalid(absl::string_view first_day,
                           absl::string_view last_day);
absl::Status ViewNotAvailable(absl::string_view view);

// At start-up.
absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right);

// INTERNAL: what is stored is not what was written.
absl::Status StoredDataDamaged(absl::string_view resource);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_ERRORS_H_

#ifndef LOA_SERVICES_METRICS_ERRORS_H_
#define LOA_SERVICES_METRICS_ERRORS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/errors.h"

// Every error that metrics returns, domain "metrics.loa"; the reasons are those
// of loa/metrics/v1/error_reason.proto.
namespace loa::metrics {

// Definitions.
absl::Status MetricNotFound(absl::string_view field, absl::string_view metric);
absl::Status MetricAlreadyExists(absl::string_view metric);
// `why` is about one field of the request.
absl::Status DefinitionInvalid(const rpc::FieldViolation& why);

// The register.
absl::Status UnitNotFound(absl::string_view field, absl::string_view unit);
absl::Status PageNotFound(absl::string_view field, absl::string_view page);

// Samples.
// `faults` is not empty; their paths are "rows[12].page".
absl::Status SampleRowsInvalid(const std::vector<rpc::FieldViolation>& faults);
absl::Status CsvEncodingRefused(absl::string_view encoding);
// `why` says what is wrong with the line; `vietnamese` says the same, in lower
// case and without a full stop.
absl::Status CsvMalformed(int line, absl::string_view why,
                          absl::string_view vietnamese);

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

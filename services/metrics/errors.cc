#include "services/metrics/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::metrics {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "metrics.loa";

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, kDomain, reason, message);
}

}  // namespace

absl::Status MetricNotFound(absl::string_view field, absl::string_view metric) {
  return Named(StatusCode::kNotFound, "METRIC_NOT_FOUND",
               absl::StrCat("there is no ", metric,
                            "; ListMetrics shows those that there are"))
      .With("metric", metric)
      .Field(field, "name a metric that ListMetrics shows")
      .Resource("metric", metric);
}

absl::Status MetricAlreadyExists(absl::string_view metric) {
  return Named(StatusCode::kAlreadyExists, "METRIC_ALREADY_EXISTS",
               absl::StrCat(metric,
                            " exists; DefineMetric gives it a new "
                            "definition"))
      .With("metric", metric)
      .Resource("metric", metric);
}

absl::Status DefinitionInvalid(absl::string_view field, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "DEFINITION_INVALID",
               absl::StrCat("the definition cannot hold: ", field, " ", why))
      .With("field", field)
      .Field(field, why);
}

absl::Status UnitNotFound(absl::string_view field, absl::string_view unit) {
  return Named(StatusCode::kNotFound, "UNIT_NOT_FOUND",
               absl::StrCat("the register has no ", unit, " today"))
      .With("unit", unit)
      .Field(field, "name a unit that ListUnits shows")
      .Resource("unit", unit);
}

absl::Status PageNotFound(absl::string_view field, absl::string_view page) {
  return Named(StatusCode::kNotFound, "PAGE_NOT_FOUND",
               absl::StrCat("the register has no ", page))
      .With("page", page)
      .Field(field, "name a page that ListPages shows")
      .Resource("page", page);
}

absl::Status SampleRowsInvalid(const std::vector<RowFault>& faults,
                               int bad_rows) {
  Error error =
      Named(StatusCode::kInvalidArgument, "SAMPLE_ROWS_INVALID",
            absl::StrCat("nothing was taken: ", bad_rows,
                         " rows are wrong; correct them and send all again"));
  error.With("bad_rows", absl::StrCat(bad_rows));
  for (const RowFault& fault : faults) {
    error.Field(fault.field, fault.description);
  }
  return error;
}

absl::Status CsvEncodingRefused(absl::string_view encoding) {
  return Named(StatusCode::kInvalidArgument, "CSV_ENCODING_REFUSED",
               absl::StrCat("the file looks like ", encoding,
                            ", not UTF-8; save it as \"CSV UTF-8\" and send "
                            "it again"))
      .With("encoding", encoding)
      .Field("content", "UTF-8, with or without a byte order mark");
}

absl::Status CsvMalformed(int line, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "CSV_MALFORMED",
               absl::StrCat("line ", line, " of the file: ", why))
      .With("line", absl::StrCat(line))
      .Field("content", why);
}

absl::Status FigureNotFound(absl::string_view figure) {
  return Named(StatusCode::kNotFound, "FIGURE_NOT_FOUND",
               absl::StrCat("there is no ", figure,
                            "; ListFigures shows those that there are"))
      .With("figure", figure)
      .Resource("figure", figure);
}

absl::Status FigurePending(absl::string_view figure) {
  return Named(StatusCode::kFailedPrecondition, "FIGURE_PENDING",
               absl::StrCat(figure,
                            " of the same page, metric and day waits for its "
                            "confirmation; let it be decided first"))
      .With("figure", figure)
      .Subject(figure);
}

absl::Status FigureNotPending(absl::string_view figure,
                              absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "FIGURE_NOT_PENDING",
               absl::StrCat(figure, " is ", state,
                            "; report a new figure to correct it"))
      .With("figure", figure)
      .With("state", state)
      .Subject(figure);
}

absl::Status ReporterCannotConfirm(absl::string_view figure) {
  return Named(StatusCode::kFailedPrecondition, "REPORTER_CANNOT_CONFIRM",
               absl::StrCat("you reported ", figure,
                            "; somebody of the unit above must decide it"))
      .With("figure", figure)
      .Subject(figure);
}

absl::Status SuperiorNeeded(absl::string_view figure, absl::string_view unit) {
  return Named(StatusCode::kPermissionDenied, "SUPERIOR_NEEDED",
               absl::StrCat(figure, " is decided by a manager of ", unit,
                            " or of a unit above it"))
      .With("figure", figure)
      .With("unit", unit);
}

absl::Status NoteRequired() {
  return Named(StatusCode::kInvalidArgument, "NOTE_REQUIRED",
               "a refusal needs a note that the reporter can act on")
      .Field("note", "say why, and what would be right");
}

absl::Status FigureDayInFuture(absl::string_view today) {
  return Named(StatusCode::kInvalidArgument, "FIGURE_DAY_IN_FUTURE",
               absl::StrCat("a figure is of ", today, " or a day before it"))
      .With("today", today)
      .Field("figure.day", absl::StrCat("at most ", today));
}

absl::Status DenominatorWrong(absl::string_view field, absl::string_view metric,
                              bool ratio) {
  const absl::string_view right =
      ratio ? "above 0, since the metric is a ratio"
            : "left out, since the metric is no ratio";
  return Named(StatusCode::kInvalidArgument, "DENOMINATOR_WRONG",
               absl::StrCat("the denominator of ", metric, " must be ", right))
      .With("metric", metric)
      .Field(field, absl::StrCat("must be ", right));
}

absl::Status PeriodInvalid(absl::string_view first_day,
                           absl::string_view last_day) {
  return Named(StatusCode::kInvalidArgument, "PERIOD_INVALID",
               absl::StrCat("the period ends on ", last_day,
                            ", before it begins on ", first_day))
      .With("first_day", first_day)
      .With("last_day", last_day)
      .Field("last_day", absl::StrCat("at least ", first_day));
}

absl::Status ViewNotAvailable(absl::string_view view) {
  return Named(StatusCode::kUnimplemented, "VIEW_NOT_AVAILABLE",
               absl::StrCat("figures are not computed as ", view,
                            " yet; ask for AS_REPORTED"))
      .With("view", view)
      .Field("view", "AS_REPORTED");
}

absl::Status StoredDataDamaged(absl::string_view resource) {
  return Named(StatusCode::kInternal, "STORED_DATA_DAMAGED",
               absl::StrCat("what is stored of ", resource,
                            " cannot be read; restore a backup"))
      .With("resource", resource);
}

}  // namespace loa::metrics

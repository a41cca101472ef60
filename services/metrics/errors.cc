#include "services/metrics/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/flag_errors.h"
#include "services/metrics/error_shapes.h"

namespace loa::metrics {
namespace {

using absl::StatusCode;
using status::Error;

}  // namespace

absl::Status MetricNotFound(absl::string_view field, absl::string_view metric) {
  return Named(StatusCode::kNotFound, "METRIC_NOT_FOUND",
               absl::StrCat("there is no ", metric,
                            "; ListMetrics shows those that there are"))
      .Vietnamese(absl::StrCat("Không có chỉ số ", metric,
                               "; ListMetrics liệt kê các chỉ số hiện có."))
      .With("metric", metric)
      .Field(field, "name a metric that ListMetrics shows")
      .Resource("metric", metric);
}

absl::Status MetricAlreadyExists(absl::string_view metric) {
  return Named(StatusCode::kAlreadyExists, "METRIC_ALREADY_EXISTS",
               absl::StrCat(metric,
                            " exists; DefineMetric gives it a new "
                            "definition"))
      .Vietnamese(absl::StrCat(
          metric, " đã có; DefineMetric cho chỉ số này một định nghĩa mới."))
      .With("metric", metric)
      .Resource("metric", metric);
}

absl::Status DefinitionInvalid(const rpc::FieldViolation& why) {
  return Named(StatusCode::kInvalidArgument, "DEFINITION_INVALID",
               absl::StrCat("the definition cannot hold: ", why.path, " ",
                            why.description))
      .Vietnamese(absl::StrCat("Định nghĩa chỉ số không hợp lệ. ",
                               rpc::FirstInVietnamese({why}), "."))
      .With("field", why.path)
      .Field(why.path, why.description);
}

absl::Status UnitNotFound(absl::string_view field, absl::string_view unit) {
  return Named(StatusCode::kNotFound, "UNIT_NOT_FOUND",
               absl::StrCat("the register has no ", unit, " today"))
      .Vietnamese(
          absl::StrCat("Sổ đăng ký hôm nay không có đơn vị ", unit, "."))
      .With("unit", unit)
      .Field(field, "name a unit that ListUnits shows")
      .Resource("unit", unit);
}

absl::Status PageNotFound(absl::string_view field, absl::string_view page) {
  return Named(StatusCode::kNotFound, "PAGE_NOT_FOUND",
               absl::StrCat("the register has no ", page))
      .Vietnamese(absl::StrCat("Sổ đăng ký không có trang ", page, "."))
      .With("page", page)
      .Field(field, "name a page that ListPages shows")
      .Resource("page", page);
}

absl::Status SampleRowsInvalid(const std::vector<rpc::FieldViolation>& faults) {
  const int bad_rows = rpc::CountRows(faults);
  Error error =
      Named(StatusCode::kInvalidArgument, "SAMPLE_ROWS_INVALID",
            absl::StrCat("nothing was taken: ", bad_rows,
                         " rows are wrong; correct them and send all again"))
          .Vietnamese(absl::StrCat(
              "Chưa nhận số liệu nào: ", bad_rows, " dòng sai. ",
              rpc::FirstInVietnamese(faults), ". Hãy sửa rồi gửi lại tất cả."));
  error.With("bad_rows", absl::StrCat(bad_rows));
  for (const rpc::FieldViolation& fault : faults) {
    error.Field(fault.path, fault.description);
  }
  return error;
}

absl::Status CsvEncodingRefused(absl::string_view encoding) {
  return Named(StatusCode::kInvalidArgument, "CSV_ENCODING_REFUSED",
               absl::StrCat("the file looks like ", encoding,
                            ", not UTF-8; save it as \"CSV UTF-8\" and send "
                            "it again"))
      .Vietnamese(absl::StrCat(
          "Tệp có vẻ dùng bảng mã ", encoding,
          ", không phải UTF-8; hãy lưu dạng \"CSV UTF-8\" rồi gửi lại."))
      .With("encoding", encoding)
      .Field("content", "UTF-8, with or without a byte order mark");
}

absl::Status CsvMalformed(int line, absl::string_view why,
                          absl::string_view vietnamese) {
  return Named(StatusCode::kInvalidArgument, "CSV_MALFORMED",
               absl::StrCat("line ", line, " of the file: ", why))
      .Vietnamese(absl::StrCat("Dòng ", line, " của tệp: ", vietnamese, "."))
      .With("line", absl::StrCat(line))
      .Field("content", why);
}

absl::Status FigureNotFound(absl::string_view figure) {
  return Named(StatusCode::kNotFound, "FIGURE_NOT_FOUND",
               absl::StrCat("there is no ", figure,
                            "; ListFigures shows those that there are"))
      .Vietnamese(absl::StrCat("Không có số liệu ", figure,
                               "; ListFigures liệt kê các số liệu hiện có."))
      .With("figure", figure)
      .Resource("figure", figure);
}

absl::Status FigurePending(absl::string_view figure) {
  return Named(StatusCode::kFailedPrecondition, "FIGURE_PENDING",
               absl::StrCat(figure,
                            " of the same page, metric and day waits for its "
                            "confirmation; let it be decided first"))
      .Vietnamese(absl::StrCat(figure,
                               " của cùng trang, chỉ số và ngày đang chờ xác "
                               "nhận; hãy chờ xử lý xong."))
      .With("figure", figure)
      .Subject(figure);
}

absl::Status FigureNotPending(absl::string_view figure,
                              absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "FIGURE_NOT_PENDING",
               absl::StrCat(figure, " is ", state,
                            "; report a new figure to correct it"))
      .Vietnamese(absl::StrCat(
          figure,
          " không còn chờ xác nhận; hãy báo cáo số liệu mới để đính chính."))
      .With("figure", figure)
      .With("state", state)
      .Subject(figure);
}

absl::Status ReporterCannotConfirm(absl::string_view figure) {
  return Named(StatusCode::kFailedPrecondition, "REPORTER_CANNOT_CONFIRM",
               absl::StrCat("you reported ", figure,
                            "; somebody of the unit above must decide it"))
      .Vietnamese(absl::StrCat("Bạn là người báo cáo ", figure,
                               "; người của đơn vị cấp trên phải xác nhận."))
      .With("figure", figure)
      .Subject(figure);
}

absl::Status SuperiorNeeded(absl::string_view figure, absl::string_view unit) {
  return Named(StatusCode::kPermissionDenied, "SUPERIOR_NEEDED",
               absl::StrCat(figure, " is decided by a manager of ", unit,
                            " or of a unit above it"))
      .Vietnamese(absl::StrCat(figure, " phải do người quản lý của ", unit,
                               " hoặc đơn vị cấp trên xác nhận."))
      .With("figure", figure)
      .With("unit", unit);
}

absl::Status NoteRequired() {
  return Named(StatusCode::kInvalidArgument, "NOTE_REQUIRED",
               "a refusal needs a note that the reporter can act on")
      .Vietnamese("Từ chối phải có ghi chú để người báo cáo biết sửa gì.")
      .Field("note", "say why, and what would be right");
}

absl::Status FigureDayInFuture(absl::string_view today) {
  return Named(StatusCode::kInvalidArgument, "FIGURE_DAY_IN_FUTURE",
               absl::StrCat("a figure is of ", today, " or a day before it"))
      .Vietnamese(absl::StrCat("Số liệu chỉ được ghi cho ngày ", today,
                               " hoặc trước đó."))
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
      .Vietnamese(absl::StrCat("Mẫu số của ", metric,
                               " không đúng: chỉ số tỷ lệ phải có mẫu số lớn "
                               "hơn 0, chỉ số khác thì để trống."))
      .With("metric", metric)
      .Field(field, absl::StrCat("must be ", right));
}

absl::Status PeriodInvalid(absl::string_view first_day,
                           absl::string_view last_day) {
  return Named(StatusCode::kInvalidArgument, "PERIOD_INVALID",
               absl::StrCat("the period ends on ", last_day,
                            ", before it begins on ", first_day))
      .Vietnamese(absl::StrCat("Kỳ kết thúc ngày ", last_day,
                               ", trước ngày bắt đầu ", first_day, "."))
      .With("first_day", first_day)
      .With("last_day", last_day)
      .Field("last_day", absl::StrCat("at least ", first_day));
}

absl::Status ViewNotAvailable(absl::string_view view) {
  return Named(StatusCode::kUnimplemented, "VIEW_NOT_AVAILABLE",
               absl::StrCat("figures are not computed as ", view,
                            " yet; ask for AS_REPORTED"))
      .Vietnamese(absl::StrCat("Chưa tính được số liệu theo cách ", view,
                               "; hãy chọn AS_REPORTED."))
      .With("view", view)
      .Field("view", "AS_REPORTED");
}

absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right) {
  return status::FlagInvalid("metrics.loa", flag, value, right);
}

absl::Status StoredDataDamaged(absl::string_view resource) {
  return Named(StatusCode::kInternal, "STORED_DATA_DAMAGED",
               absl::StrCat("what is stored of ", resource,
                            " cannot be read; restore a backup"))
      .Vietnamese(absl::StrCat("Không đọc được dữ liệu đã lưu của ", resource,
                               "; hãy khôi phục từ bản sao lưu."))
      .With("resource", resource);
}

}  // namespace loa::metrics

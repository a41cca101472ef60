#include "services/metrics/evaluations/errors.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/clients/topic_unknown.h"
#include "services/metrics/error_shapes.h"

namespace loa::metrics {
namespace {

using absl::StatusCode;

}  // namespace

absl::Status EvaluationNotFound(absl::string_view field,
                                absl::string_view evaluation) {
  return Named(StatusCode::kNotFound, "EVALUATION_NOT_FOUND",
               absl::StrCat("there is no ", evaluation,
                            "; ListEvaluations shows those that there are"))
      .Vietnamese(absl::StrCat("Không có ", evaluation,
                               "; ListEvaluations liệt kê các bản đánh giá "
                               "hiện có."))
      .With("evaluation", evaluation)
      .Field(field, "name an evaluation that ListEvaluations shows")
      .Resource("evaluation", evaluation);
}

absl::Status EvaluationAlreadyExists(absl::string_view evaluation) {
  return Named(StatusCode::kAlreadyExists, "EVALUATION_ALREADY_EXISTS",
               absl::StrCat(evaluation,
                            " exists and never changes; choose another id"))
      .Vietnamese(absl::StrCat(evaluation,
                               " đã có và không thay đổi; hãy chọn mã khác."))
      .With("evaluation", evaluation)
      .Resource("evaluation", evaluation);
}

absl::Status PeriodInFuture(absl::string_view last_day,
                            absl::string_view today) {
  return Named(StatusCode::kInvalidArgument, "PERIOD_IN_FUTURE",
               absl::StrCat("the period ends on ", last_day,
                            ", which is after today, ", today))
      .Vietnamese(absl::StrCat("Kỳ đánh giá kết thúc ngày ", last_day,
                               ", sau hôm nay (", today, ")."))
      .With("last_day", last_day)
      .With("today", today)
      .Field("evaluation.last_day", absl::StrCat("at most ", today));
}

absl::Status WeightsWrong(int sum) {
  return Named(StatusCode::kInvalidArgument, "WEIGHTS_WRONG",
               absl::StrCat("the weights of the criteria add up to ", sum,
                            ", not to 100"))
      .Vietnamese(absl::StrCat("Tổng trọng số các tiêu chí là ", sum,
                               ", phải bằng 100."))
      .With("sum", absl::StrCat(sum))
      .Field("evaluation.criteria", "weights that add up to 100");
}

absl::Status CriterionInvalid(const rpc::FieldViolation& why) {
  return Named(StatusCode::kInvalidArgument, "CRITERION_INVALID",
               absl::StrCat("the criterion cannot hold: ", why.path, " ",
                            why.description))
      .Vietnamese(absl::StrCat("Tiêu chí không hợp lệ. ",
                               rpc::FirstInVietnamese({why}), "."))
      .With("field", why.path)
      .Field(why.path, why.description);
}

absl::Status LevelUnknown(absl::string_view field, absl::string_view level,
                          const std::vector<std::string>& known) {
  const std::string levels = absl::StrJoin(known, ", ");
  return Named(
             StatusCode::kInvalidArgument, "LEVEL_UNKNOWN",
             absl::StrCat("there is no level ", level, "; there are ", levels))
      .Vietnamese(absl::StrCat("Không có cấp ", level,
                               "; các cấp hiện có: ", levels, "."))
      .With("level", level)
      .Field(field, absl::StrCat("one of ", levels));
}

absl::Status TopicUnknown(absl::string_view field, absl::string_view topic,
                          const std::vector<std::string>& known) {
  return clients::TopicUnknown("metrics.loa", field, topic, known);
}

absl::Status PreviousInvalid(absl::string_view previous,
                             absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "PREVIOUS_INVALID",
               absl::StrCat("changes cannot be counted from ", previous, ": ",
                            why))
      .Vietnamese(absl::StrCat("Không so được với ", previous,
                               ": kỳ trước phải của cùng đơn vị và kết thúc "
                               "sớm hơn."))
      .With("previous", previous)
      .Field("evaluation.previous", why);
}

absl::Status EvaluationTooLarge(absl::string_view what, int64_t count,
                                int64_t limit) {
  return Named(StatusCode::kInvalidArgument, "EVALUATION_TOO_LARGE",
               absl::StrCat("the evaluation would hold ", count, " ", what,
                            ", more than ", limit,
                            "; choose fewer levels, a unit below or a shorter "
                            "period"))
      .Vietnamese(absl::StrCat("Bản đánh giá quá lớn (", count, " > ", limit,
                               "); hãy chọn ít cấp hơn, đơn vị thấp hơn hoặc "
                               "kỳ ngắn hơn."))
      .With("what", what)
      .With("count", absl::StrCat(count))
      .With("limit", absl::StrCat(limit));
}

absl::Status ExportTooLarge(int64_t bytes, int64_t limit) {
  return Named(StatusCode::kFailedPrecondition, "EXPORT_TOO_LARGE",
               absl::StrCat("the file has ", bytes, " bytes, more than ", limit,
                            "; evaluate the units below one by one"))
      .Vietnamese(absl::StrCat("Tệp xuất ra có ", bytes, " byte, vượt quá ",
                               limit,
                               "; hãy đánh giá từng đơn vị trực "
                               "thuộc."))
      .With("bytes", absl::StrCat(bytes))
      .With("limit", absl::StrCat(limit));
}

absl::Status FigureUnknown(absl::string_view evaluation,
                           absl::string_view unit) {
  return Named(StatusCode::kInvalidArgument, "FIGURE_UNKNOWN",
               absl::StrCat(evaluation, " has no figures of ", unit,
                            "; ask for its own unit or one that it compares"))
      .Vietnamese(absl::StrCat(evaluation, " không có số liệu của ", unit,
                               "; hãy chọn đơn vị được đánh giá hoặc được so "
                               "sánh."))
      .With("evaluation", evaluation)
      .With("unit", unit)
      .Field("unit", "a unit that the evaluation has figures of");
}

}  // namespace loa::metrics

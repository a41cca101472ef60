#include "services/metrics/evaluations/evaluations.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/deterministic.h"
#include "libs/base/sha256.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/evaluations/basis_reader.h"
#include "services/metrics/evaluations/csv_report.h"
#include "services/metrics/evaluations/errors.h"
#include "services/metrics/evaluations/evaluation_check.h"
#include "services/metrics/evaluations/evaluation_store.h"
#include "services/metrics/evaluations/figure_differences.h"
#include "services/metrics/evaluations/figures_of.h"
#include "services/metrics/evaluations/html_report.h"
#include "services/metrics/evaluations/json_report.h"
#include "services/metrics/posts/post_store.h"
#include "services/metrics/samples/branch.h"

namespace loa::metrics {
namespace {

// What one transaction keeps and one process counts.
constexpr int kMaxPosts = 200'000;
// What one answer holds, with room for its frame.
constexpr int64_t kMaxFiguresBytes = 3 << 20;
constexpr int64_t kMaxExportBytes = 3'670'016;
constexpr int kRowsABatch = 200;
constexpr int kBatchesACall = 20;

absl::StatusOr<std::vector<SeenPost>> AllKeptPosts(sql::Tx& tx,
                                                   absl::string_view name) {
  return KeptPosts(tx, name, KeptPostCursor(), kMaxPosts);
}

// Keeps the posts, computes and freezes; `evaluation` is completed and named,
// `basis` holds all else that was read.
absl::StatusOr<v1::Evaluation> Freeze(sql::Tx& tx, v1::Evaluation evaluation,
                                      stored::EvaluationBasis basis) {
  const auto there = UnitOfEvaluation(tx, evaluation.name());
  if (there.ok()) return EvaluationAlreadyExists(evaluation.name());
  if (!absl::IsNotFound(there.status())) return there.status();
  // Nobody applies news of posts meanwhile, so that the sequence is theirs.
  ASSIGN_OR_RETURN(const PublicationCursor cursor, LockPublicationCursor(tx));
  basis.set_content_history_id(cursor.history_id);
  basis.set_content_sequence(cursor.sequence);
  ASSIGN_OR_RETURN(
      const int64_t kept,
      KeepPosts(tx, evaluation.name(), ScopeOf(evaluation.unit(), false),
                DayOf(evaluation.first_day()), DayOf(evaluation.last_day())));
  if (kept > kMaxPosts) return EvaluationTooLarge("posts", kept, kMaxPosts);
  ASSIGN_OR_RETURN(const std::vector<SeenPost> posts,
                   AllKeptPosts(tx, evaluation.name()));
  ASSIGN_OR_RETURN(const BranchPaths paths, PathsOf(tx, posts));
  basis.set_posts_sha256(HashOfPosts(posts));
  *evaluation.mutable_figures() = FiguresOf(basis, posts, paths);
  const int64_t bytes =
      static_cast<int64_t>(evaluation.figures().ByteSizeLong());
  if (bytes > kMaxFiguresBytes) {
    return EvaluationTooLarge("bytes", bytes, kMaxFiguresBytes);
  }
  evaluation.set_figures_sha256(base::HashOf(evaluation.figures()));
  evaluation.set_title(evaluation.figures().title());
  ASSIGN_OR_RETURN(const bool inserted,
                   InsertEvaluation(tx, evaluation, basis));
  if (!inserted) return EvaluationAlreadyExists(evaluation.name());
  return evaluation;
}

absl::StatusOr<EvaluationCursor> CursorIn(
    const v1::ListEvaluationsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  EvaluationCursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.created_at)) {
    return rpc::PageTokenInvalid();
  }
  cursor.evaluation_id = key[1];
  return cursor;
}

absl::StatusOr<EvaluationCursor> PlaceOf(const v1::Evaluation& evaluation) {
  ASSIGN_OR_RETURN(std::string id,
                   rpc::ParseId("name", evaluation.name(), "evaluations"));
  return EvaluationCursor{
      absl::ToUnixMicros(base::TimeOf(evaluation.create_time())),
      std::move(id)};
}

void Render(const v1::Evaluation& evaluation,
            v1::ExportEvaluationRequest::Format format,
            v1::ExportEvaluationResponse& to) {
  std::string extension = "html";
  if (format == v1::ExportEvaluationRequest::JSON) {
    extension = "json";
    to.set_content_type("application/json; charset=utf-8");
    to.set_content(JsonReport(evaluation));
  } else if (format == v1::ExportEvaluationRequest::CSV) {
    extension = "csv";
    to.set_content_type("text/csv; charset=utf-8");
    to.set_content(CsvReport(evaluation));
  } else {
    to.set_content_type("text/html; charset=utf-8");
    to.set_content(HtmlReport(evaluation));
  }
  to.set_file_name(
      absl::StrCat("danh-gia-", evaluation.last_day(), ".", extension));
  to.set_sha256(base::Sha256Hex(to.content()));
}

}  // namespace

absl::StatusOr<OtherAnswers> Evaluations::Ask(
    const rpc::RequestContext& context, const v1::Evaluation& evaluation) {
  units::v1::ReadEvaluationBasisRequest of_units;
  of_units.set_within(evaluation.unit());
  of_units.set_plan(evaluation.plan());
  of_units.set_as_of(evaluation.last_day());
  content::v1::ReadPublicationFiguresRequest of_content;
  of_content.set_within(evaluation.unit());
  content::v1::ReadSubmissionFiguresRequest of_submissions;
  of_submissions.set_within(evaluation.unit());
  of_submissions.set_first_day(evaluation.first_day());
  of_submissions.set_last_day(evaluation.last_day());
  OtherAnswers answers;
  ASSIGN_OR_RETURN(answers.from_units,
                   others_.ReadEvaluationBasis(context, of_units));
  ASSIGN_OR_RETURN(answers.publications,
                   others_.ReadPublicationFigures(context, of_content));
  ASSIGN_OR_RETURN(answers.submissions,
                   others_.ReadSubmissionFigures(context, of_submissions));
  return answers;
}

absl::StatusOr<v1::Evaluation> Evaluations::CreateEvaluation(
    const rpc::RequestContext& context,
    const v1::CreateEvaluationRequest& request) {
  // Nobody is asked again for a request that has its answer.
  ASSIGN_OR_RETURN(
      std::optional<v1::Evaluation> first,
      audit::FirstAnswer<v1::Evaluation>(database_, context, request));
  if (first) return *std::move(first);
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(v1::Evaluation evaluation,
                   CompletedEvaluation(request.evaluation(), *view,
                                       DayAt(*view, context.now)));
  RETURN_IF_ERROR(context.access.Check(evaluation.unit()));
  ASSIGN_OR_RETURN(const OtherAnswers answers, Ask(context, evaluation));
  // By its name, whatever alias was asked for.
  evaluation.set_plan(answers.from_units.plan().name());
  // Hundreds of roll-ups: not while writers wait.
  stored::EvaluationBasis basis;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(basis, ReadBasis(tx, *view, evaluation, answers));
    return absl::OkStatus();
  }));
  evaluation.set_name(
      rpc::JoinName("evaluations", request.evaluation_id().empty()
                                       ? ids_.NewId()
                                       : request.evaluation_id()));
  evaluation.set_creator(context.principal.name);
  *evaluation.mutable_create_time() = base::TimestampOf(context.now);
  return audit::Mutate<v1::Evaluation>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Evaluation> {
        subject = {evaluation.name(), evaluation.unit()};
        return Freeze(tx, evaluation, basis);
      });
}

absl::StatusOr<v1::Evaluation> Evaluations::GetEvaluation(
    const rpc::RequestContext& context,
    const v1::GetEvaluationRequest& request) {
  v1::Evaluation evaluation;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(evaluation, FindEvaluation(tx, "name", request.name()));
    return absl::OkStatus();
  }));
  return evaluation;
}

absl::StatusOr<v1::ListEvaluationsResponse> Evaluations::ListEvaluations(
    const rpc::RequestContext& context,
    const v1::ListEvaluationsRequest& request) {
  ASSIGN_OR_RETURN(const EvaluationCursor start, CursorIn(request));
  const size_t size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListEvaluationsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    EvaluationCursor at = start;
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(
          const std::vector<v1::Evaluation> rows,
          ListEvaluationsAfter(tx, request.plan(), at, kRowsABatch));
      size_t seen = 0;
      for (const v1::Evaluation& evaluation : rows) {
        if (static_cast<size_t>(response.evaluations_size()) == size) break;
        ++seen;
        ASSIGN_OR_RETURN(at, PlaceOf(evaluation));
        if (context.access.Allows(evaluation.unit())) {
          *response.add_evaluations() = evaluation;
        }
      }
      if (seen == rows.size() && rows.size() < kRowsABatch) {
        return absl::OkStatus();
      }
      if (static_cast<size_t>(response.evaluations_size()) == size) break;
    }
    response.set_next_page_token(rpc::EncodePageToken(
        request, {absl::StrCat(at.created_at), at.evaluation_id}));
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::EvaluationFigures> Evaluations::FiguresToday(
    const rpc::RequestContext& context, const v1::Evaluation& asked) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  RETURN_IF_ERROR(UnitIn(*view, "name", asked.unit()).status());
  ASSIGN_OR_RETURN(const OtherAnswers answers, Ask(context, asked));
  v1::EvaluationFigures figures;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const stored::EvaluationBasis basis,
                     ReadBasis(tx, *view, asked, answers));
    ASSIGN_OR_RETURN(
        const std::vector<SeenPost> posts,
        ListSeenPosts(tx,
                      {ScopeOf(asked.unit(), false), DayOf(asked.first_day()),
                       DayOf(asked.last_day())},
                      PostFilter(), base::kForever, "", kMaxPosts));
    ASSIGN_OR_RETURN(const BranchPaths paths, PathsOf(tx, posts));
    figures = FiguresOf(basis, posts, paths);
    return absl::OkStatus();
  }));
  return figures;
}

absl::StatusOr<v1::RecomputeEvaluationResponse>
Evaluations::RecomputeEvaluation(
    const rpc::RequestContext& context,
    const v1::RecomputeEvaluationRequest& request) {
  v1::Evaluation frozen;
  v1::EvaluationFigures figures;
  stored::EvaluationBasis basis;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(frozen, FindEvaluation(tx, "name", request.name()));
    ASSIGN_OR_RETURN(basis, FindBasis(tx, request.name()));
    ASSIGN_OR_RETURN(const std::vector<SeenPost> posts,
                     AllKeptPosts(tx, request.name()));
    ASSIGN_OR_RETURN(const BranchPaths paths, PathsOf(tx, posts));
    basis.set_posts_sha256(HashOfPosts(posts));
    figures = FiguresOf(basis, posts, paths);
    return absl::OkStatus();
  }));
  v1::RecomputeEvaluationResponse response;
  response.set_frozen_sha256(frozen.figures_sha256());
  response.set_recomputed_sha256(base::HashOf(figures));
  response.set_identical(response.frozen_sha256() ==
                         response.recomputed_sha256());
  for (std::string& path : FigureDifferences(frozen.figures(), figures)) {
    response.add_differences(std::move(path));
  }
  ASSIGN_OR_RETURN(const v1::EvaluationFigures today,
                   FiguresToday(context, basis.evaluation()));
  for (std::string& path : FigureDifferences(frozen.figures(), today)) {
    response.add_changed_since(std::move(path));
  }
  return response;
}

absl::StatusOr<v1::ExportEvaluationResponse> Evaluations::ExportEvaluation(
    const rpc::RequestContext& context,
    const v1::ExportEvaluationRequest& request) {
  v1::GetEvaluationRequest get;
  get.set_name(request.name());
  ASSIGN_OR_RETURN(const v1::Evaluation evaluation,
                   GetEvaluation(context, get));
  v1::ExportEvaluationResponse response;
  Render(evaluation, request.format(), response);
  const int64_t bytes = static_cast<int64_t>(response.content().size());
  if (bytes > kMaxExportBytes) return ExportTooLarge(bytes, kMaxExportBytes);
  return response;
}

}  // namespace loa::metrics

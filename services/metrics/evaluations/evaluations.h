#ifndef LOA_SERVICES_METRICS_EVALUATIONS_EVALUATIONS_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_EVALUATIONS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/evaluation_service.pb.h"
#include "services/metrics/evaluations/basis_reader.h"
#include "services/metrics/evaluations/other_reads.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Evaluations.  Contracts and errors: evaluation_service.proto.
class Evaluations {
 public:
  // All outlive it.
  Evaluations(sql::Database& database, base::IdSource& ids,
              const Register& registry, OtherReads& others)
      : database_(database), ids_(ids), registry_(registry), others_(others) {}

  absl::StatusOr<v1::Evaluation> CreateEvaluation(
      const rpc::RequestContext& context,
      const v1::CreateEvaluationRequest& request);
  absl::StatusOr<v1::Evaluation> GetEvaluation(
      const rpc::RequestContext& context,
      const v1::GetEvaluationRequest& request);
  absl::StatusOr<v1::ListEvaluationsResponse> ListEvaluations(
      const rpc::RequestContext& context,
      const v1::ListEvaluationsRequest& request);
  absl::StatusOr<v1::RecomputeEvaluationResponse> RecomputeEvaluation(
      const rpc::RequestContext& context,
      const v1::RecomputeEvaluationRequest& request);
  absl::StatusOr<v1::ExportEvaluationResponse> ExportEvaluation(
      const rpc::RequestContext& context,
      const v1::ExportEvaluationRequest& request);
  absl::StatusOr<v1::ListFigurePostsResponse> ListFigurePosts(
      const rpc::RequestContext& context,
      const v1::ListFigurePostsRequest& request);

 private:
  absl::StatusOr<OtherAnswers> Ask(const rpc::RequestContext& context,
                                   const v1::Evaluation& evaluation);
  // The figures as they would be frozen now; `asked` is completed.
  absl::StatusOr<v1::EvaluationFigures> FiguresToday(
      const rpc::RequestContext& context, const v1::Evaluation& asked);

  sql::Database& database_;
  base::IdSource& ids_;
  const Register& registry_;
  OtherReads& others_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_EVALUATIONS_H_

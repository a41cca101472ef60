#ifndef LOA_SERVICES_METRICS_EVALUATIONS_OTHER_READS_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_OTHER_READS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "loa/content/v1/publication_figures_service.pb.h"
#include "loa/content/v1/submission_figures_service.pb.h"
#include "loa/units/v1/evaluation_basis_service.pb.h"

namespace loa::metrics {

// What evaluations ask of other services.  Blocking; thread-safe.
class OtherReads {
 public:
  virtual ~OtherReads() = default;
  virtual absl::StatusOr<units::v1::EvaluationBasis> ReadEvaluationBasis(
      const rpc::RequestContext& context,
      const units::v1::ReadEvaluationBasisRequest& request) = 0;
  virtual absl::StatusOr<content::v1::CountPublicationsResponse>
  ReadPublicationFigures(
      const rpc::RequestContext& context,
      const content::v1::ReadPublicationFiguresRequest& request) = 0;
  virtual absl::StatusOr<content::v1::SubmissionFigures> ReadSubmissionFigures(
      const rpc::RequestContext& context,
      const content::v1::ReadSubmissionFiguresRequest& request) = 0;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_OTHER_READS_H_

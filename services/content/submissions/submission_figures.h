#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FIGURES_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FIGURES_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/submission_figures_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// What metrics reads for evaluations.  Contract and errors:
// submission_figures_service.proto.
class SubmissionFigureReads {
 public:
  // Both outlive it.
  SubmissionFigureReads(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::SubmissionFigures> Read(
      const rpc::RequestContext& context,
      const v1::ReadSubmissionFiguresRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_FIGURES_H_

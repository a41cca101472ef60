#ifndef LOA_SERVICES_METRICS_FIGURES_FIGURES_H_
#define LOA_SERVICES_METRICS_FIGURES_FIGURES_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/sample_service.pb.h"
#include "services/metrics/figures/figure_state.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// What people say.  Contracts and errors: sample_service.proto.
class Figures {
 public:
  Figures(sql::Database& database, base::IdSource& ids,
          const Register& registry)
      : database_(database), ids_(ids), registry_(registry) {}

  absl::StatusOr<v1::Figure> ReportFigure(
      const rpc::RequestContext& context,
      const v1::ReportFigureRequest& request);
  absl::StatusOr<v1::Figure> GetFigure(const rpc::RequestContext& context,
                                       const v1::GetFigureRequest& request);
  absl::StatusOr<v1::ListFiguresResponse> ListFigures(
      const rpc::RequestContext& context,
      const v1::ListFiguresRequest& request);
  absl::StatusOr<v1::Figure> ConfirmFigure(
      const rpc::RequestContext& context,
      const v1::ConfirmFigureRequest& request);
  absl::StatusOr<v1::Figure> RefuseFigure(
      const rpc::RequestContext& context,
      const v1::RefuseFigureRequest& request);

 private:
  // Both decisions.
  absl::StatusOr<v1::Figure> Decide(const rpc::RequestContext& context,
                                    const google::protobuf::Message& request,
                                    const std::string& name,
                                    const std::string& note,
                                    FigureAction action);

  sql::Database& database_;
  base::IdSource& ids_;
  const Register& registry_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_FIGURES_H_

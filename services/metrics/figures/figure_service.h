#ifndef LOA_SERVICES_METRICS_FIGURES_FIGURE_SERVICE_H_
#define LOA_SERVICES_METRICS_FIGURES_FIGURE_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/metrics/figures/figures.h"
#include "services/metrics/figures/missing_reports.h"

namespace loa::metrics {

// The transport of FigureService.  Everything outlives the result.
std::unique_ptr<grpc::Service> NewFigureService(const rpc::CallEnv& env,
                                                Figures& figures,
                                                MissingReports& missing);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_FIGURE_SERVICE_H_

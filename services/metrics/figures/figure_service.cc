#include "services/metrics/figures/figure_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/metrics/v1/sample_service.grpc.pb.h"

namespace loa::metrics {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class Transport final : public v1::FigureService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Figures& figures, MissingReports& missing)
      : env_(env), figures_(figures), missing_(missing) {}

  ServerUnaryReactor* ReportFigure(CallbackServerContext* grpc,
                                   const v1::ReportFigureRequest* request,
                                   v1::Figure* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Figures::ReportFigure, &figures_));
  }
  ServerUnaryReactor* GetFigure(CallbackServerContext* grpc,
                                const v1::GetFigureRequest* request,
                                v1::Figure* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Figures::GetFigure, &figures_));
  }
  ServerUnaryReactor* ListFigures(CallbackServerContext* grpc,
                                  const v1::ListFiguresRequest* request,
                                  v1::ListFiguresResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Figures::ListFigures, &figures_));
  }
  ServerUnaryReactor* ConfirmFigure(CallbackServerContext* grpc,
                                    const v1::ConfirmFigureRequest* request,
                                    v1::Figure* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Figures::ConfirmFigure, &figures_));
  }
  ServerUnaryReactor* RefuseFigure(CallbackServerContext* grpc,
                                   const v1::RefuseFigureRequest* request,
                                   v1::Figure* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      bind_front(&Figures::RefuseFigure, &figures_));
  }
  ServerUnaryReactor* ListMissingReports(
      CallbackServerContext* grpc, const v1::ListMissingReportsRequest* request,
      v1::ListMissingReportsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        bind_front(&MissingReports::ListMissingReports, &missing_));
  }

 private:
  const rpc::CallEnv& env_;
  Figures& figures_;
  MissingReports& missing_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewFigureService(const rpc::CallEnv& env,
                                                Figures& figures,
                                                MissingReports& missing) {
  return std::make_unique<Transport>(env, figures, missing);
}

}  // namespace loa::metrics

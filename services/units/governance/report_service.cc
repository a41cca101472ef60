#include "services/units/governance/report_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/report_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::ReportService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Reports& reports)
      : env_(env), reports_(reports) {}

  grpc::ServerUnaryReactor* FileReport(grpc::CallbackServerContext* grpc,
                                       const v1::FileReportRequest* request,
                                       v1::Report* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reports::FileReport, &reports_));
  }
  grpc::ServerUnaryReactor* ConfirmReport(
      grpc::CallbackServerContext* grpc,
      const v1::ConfirmReportRequest* request, v1::Report* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reports::ConfirmReport, &reports_));
  }
  grpc::ServerUnaryReactor* ReturnReport(grpc::CallbackServerContext* grpc,
                                         const v1::ReturnReportRequest* request,
                                         v1::Report* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reports::ReturnReport, &reports_));
  }
  grpc::ServerUnaryReactor* ListReports(
      grpc::CallbackServerContext* grpc, const v1::ListReportsRequest* request,
      v1::ListReportsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Reports::ListReports, &reports_));
  }

 private:
  const rpc::CallEnv& env_;
  Reports& reports_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewReportService(const rpc::CallEnv& env,
                                                Reports& reports) {
  return std::make_unique<Transport>(env, reports);
}

}  // namespace loa::units

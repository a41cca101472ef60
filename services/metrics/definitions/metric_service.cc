#include "services/metrics/definitions/metric_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/metrics/v1/metric_service.grpc.pb.h"

namespace loa::metrics {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;

class Transport final : public v1::MetricService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Metrics& metrics)
      : env_(env), metrics_(metrics) {}

  ServerUnaryReactor* GetMetric(CallbackServerContext* grpc,
                                const v1::GetMetricRequest* request,
                                v1::Metric* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Metrics::GetMetric, &metrics_));
  }
  ServerUnaryReactor* ListMetrics(CallbackServerContext* grpc,
                                  const v1::ListMetricsRequest* request,
                                  v1::ListMetricsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Metrics::ListMetrics, &metrics_));
  }
  ServerUnaryReactor* CreateMetric(CallbackServerContext* grpc,
                                   const v1::CreateMetricRequest* request,
                                   v1::Metric* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Metrics::CreateMetric, &metrics_));
  }
  ServerUnaryReactor* DefineMetric(CallbackServerContext* grpc,
                                   const v1::DefineMetricRequest* request,
                                   v1::Metric* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Metrics::DefineMetric, &metrics_));
  }

 private:
  const rpc::CallEnv& env_;
  Metrics& metrics_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewMetricService(const rpc::CallEnv& env,
                                                Metrics& metrics) {
  return std::make_unique<Transport>(env, metrics);
}

}  // namespace loa::metrics

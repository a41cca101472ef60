#include "services/metrics/samples/sample_service.h"

#include <functional>

#include "libs/rpc/ingest.h"
#include "libs/rpc/unary.h"
#include "loa/metrics/v1/sample_service.grpc.pb.h"

namespace loa::metrics {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;

class Transport final : public v1::SampleService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Samples& samples)
      : env_(env), samples_(samples) {}

  grpc::ServerReadReactor<v1::IngestSamplesRequest>* IngestSamples(
      CallbackServerContext* grpc, v1::IngestResponse* response) override {
    return rpc::Ingest<v1::IngestSamplesRequest>(
        env_, grpc, response,
        {.max_messages = Samples::kMaxRows, .validate = false},
        std::bind_front(&Samples::IngestSamples, &samples_));
  }
  ServerUnaryReactor* IngestCsv(CallbackServerContext* grpc,
                                const v1::IngestCsvRequest* request,
                                v1::IngestResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Samples::IngestCsv, &samples_));
  }
  ServerUnaryReactor* ListSamples(CallbackServerContext* grpc,
                                  const v1::ListSamplesRequest* request,
                                  v1::ListSamplesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Samples::ListSamples, &samples_));
  }

 private:
  const rpc::CallEnv& env_;
  Samples& samples_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewSampleService(const rpc::CallEnv& env,
                                                Samples& samples) {
  return std::make_unique<Transport>(env, samples);
}

}  // namespace loa::metrics

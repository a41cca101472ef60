#ifndef LOA_SERVICES_METRICS_FACTS_FACT_GATEWAY_H_
#define LOA_SERVICES_METRICS_FACTS_FACT_GATEWAY_H_

#include <grpcpp/channel.h>

#include <memory>

#include "libs/rpc/client_call.h"
#include "services/metrics/facts/page_facts.h"

namespace loa::metrics {

// units, told over gRPC.  Thread-safe.
class FactGateway : public FactRecorder {
 public:
  // `tokens` may be null (tests) and outlives it.
  FactGateway(std::shared_ptr<grpc::Channel> units, rpc::TokenSource* tokens);
  ~FactGateway() override;

  // Errors are those of RecordFacts; DEPENDENCY_UNAVAILABLE.
  absl::StatusOr<units::v1::RecordFactsResponse> RecordFacts(
      const units::v1::RecordFactsRequest& request) override;

 private:
  struct Stub;

  const std::unique_ptr<Stub> stub_;
  rpc::TokenSource* const tokens_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FACTS_FACT_GATEWAY_H_

#include "services/metrics/facts/fact_gateway.h"

#include <utility>

#include "loa/units/v1/plan_service.grpc.pb.h"

namespace loa::metrics {

using units::v1::PlanService;

struct FactGateway::Stub {
  std::unique_ptr<PlanService::Stub> plans;
};

FactGateway::FactGateway(std::shared_ptr<grpc::Channel> units,
                         rpc::TokenSource* tokens)
    : stub_(new Stub{PlanService::NewStub(std::move(units))}),
      tokens_(tokens) {}

FactGateway::~FactGateway() = default;

absl::StatusOr<units::v1::RecordFactsResponse> FactGateway::RecordFacts(
    const units::v1::RecordFactsRequest& request) {
  rpc::CallOptions options;
  options.peer = "units";
  options.tokens = tokens_;
  return rpc::CallUnary(*stub_->plans, &PlanService::Stub::RecordFacts, request,
                        options);
}

}  // namespace loa::metrics

#ifndef LOA_SERVICES_METRICS_EVALUATIONS_OTHERS_GATEWAY_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_OTHERS_GATEWAY_H_

#include <grpcpp/channel.h>

#include <memory>

#include "libs/rpc/client_call.h"
#include "services/metrics/evaluations/other_reads.h"

namespace loa::metrics {

// units and content, asked over gRPC.  Errors are their own, with their
// reasons; DEPENDENCY_UNAVAILABLE.
class OthersGateway : public OtherReads {
 public:
  // `tokens` may be null (tests) and outlives it.
  OthersGateway(std::shared_ptr<grpc::Channel> units,
                std::shared_ptr<grpc::Channel> content,
                rpc::TokenSource* tokens);
  ~OthersGateway() override;

  absl::StatusOr<units::v1::EvaluationBasis> ReadEvaluationBasis(
      const rpc::RequestContext& context,
      const units::v1::ReadEvaluationBasisRequest& request) override;
  absl::StatusOr<content::v1::CountPublicationsResponse> ReadPublicationFigures(
      const rpc::RequestContext& context,
      const content::v1::ReadPublicationFiguresRequest& request) override;
  absl::StatusOr<content::v1::SubmissionFigures> ReadSubmissionFigures(
      const rpc::RequestContext& context,
      const content::v1::ReadSubmissionFiguresRequest& request) override;

 private:
  struct Stubs;
  const std::unique_ptr<Stubs> stubs_;
  rpc::TokenSource* const tokens_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_OTHERS_GATEWAY_H_

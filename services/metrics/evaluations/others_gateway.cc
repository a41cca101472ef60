#include "services/metrics/evaluations/others_gateway.h"

#include <utility>

#include "loa/content/v1/publication_figures_service.grpc.pb.h"
#include "loa/content/v1/submission_figures_service.grpc.pb.h"
#include "loa/units/v1/evaluation_basis_service.grpc.pb.h"

namespace loa::metrics {

using content::v1::PublicationFiguresService;
using content::v1::SubmissionFiguresService;
using units::v1::EvaluationBasisService;

struct OthersGateway::Stubs {
  std::unique_ptr<EvaluationBasisService::Stub> units;
  std::unique_ptr<PublicationFiguresService::Stub> publications;
  std::unique_ptr<SubmissionFiguresService::Stub> submissions;
};

OthersGateway::OthersGateway(std::shared_ptr<grpc::Channel> units,
                             std::shared_ptr<grpc::Channel> content,
                             rpc::TokenSource* tokens)
    : stubs_(new Stubs{EvaluationBasisService::NewStub(std::move(units)),
                       PublicationFiguresService::NewStub(content),
                       SubmissionFiguresService::NewStub(content)}),
      tokens_(tokens) {}

OthersGateway::~OthersGateway() = default;

absl::StatusOr<units::v1::EvaluationBasis> OthersGateway::ReadEvaluationBasis(
    const rpc::RequestContext& context,
    const units::v1::ReadEvaluationBasisRequest& request) {
  rpc::CallOptions options = rpc::CallOptions::Within(context, tokens_);
  options.peer = "units";
  return rpc::CallUnary(*stubs_->units,
                        &EvaluationBasisService::Stub::ReadEvaluationBasis,
                        request, options);
}

absl::StatusOr<content::v1::CountPublicationsResponse>
OthersGateway::ReadPublicationFigures(
    const rpc::RequestContext& context,
    const content::v1::ReadPublicationFiguresRequest& request) {
  rpc::CallOptions options = rpc::CallOptions::Within(context, tokens_);
  options.peer = "content";
  return rpc::CallUnary(
      *stubs_->publications,
      &PublicationFiguresService::Stub::ReadPublicationFigures, request,
      options);
}

absl::StatusOr<content::v1::SubmissionFigures>
OthersGateway::ReadSubmissionFigures(
    const rpc::RequestContext& context,
    const content::v1::ReadSubmissionFiguresRequest& request) {
  rpc::CallOptions options = rpc::CallOptions::Within(context, tokens_);
  options.peer = "content";
  return rpc::CallUnary(*stubs_->submissions,
                        &SubmissionFiguresService::Stub::ReadSubmissionFigures,
                        request, options);
}

}  // namespace loa::metrics

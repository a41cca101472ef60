#include "services/metrics/collector/units_gateway.h"

#include <utility>

#include "libs/status/status_macros.h"
#include "loa/units/v1/page_service.grpc.pb.h"

namespace loa::metrics {

using units::v1::OpenPageCredentialRequest;
using units::v1::OpenPageCredentialResponse;
using units::v1::PageService;

struct UnitsGateway::Stub {
  std::unique_ptr<PageService::Stub> pages;
};

UnitsGateway::UnitsGateway(std::shared_ptr<grpc::Channel> units,
                           rpc::TokenSource* tokens, std::string app_secret)
    : stub_(new Stub{PageService::NewStub(std::move(units))}),
      tokens_(tokens),
      app_secret_(std::move(app_secret)) {}

UnitsGateway::~UnitsGateway() = default;

absl::StatusOr<platform::Credential> UnitsGateway::CredentialOf(
    const std::string& page) {
  OpenPageCredentialRequest request;
  request.set_name(page);
  rpc::CallOptions options;
  options.peer = "units";
  options.tokens = tokens_;
  ASSIGN_OR_RETURN(
      OpenPageCredentialResponse response,
      rpc::CallUnary(*stub_->pages, &PageService::Stub::OpenPageCredential,
                     request, options));
  platform::Credential credential;
  credential.page_id = std::move(*response.mutable_platform_page_id());
  credential.token = std::move(*response.mutable_access_token());
  credential.app_secret = app_secret_;
  return credential;
}

}  // namespace loa::metrics

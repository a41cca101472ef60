#include "libs/clients/service_token.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/server_flags.h"
#include "loa/units/v1/access_service.grpc.pb.h"

namespace loa::clients {

using units::v1::AccessService;
using units::v1::IssueTokenRequest;
using units::v1::IssueTokenResponse;

struct ServiceToken::Stub {
  std::unique_ptr<AccessService::Stub> access;
};

ServiceToken::ServiceToken(std::shared_ptr<grpc::Channel> units,
                           absl::string_view service, std::string secret_file,
                           const base::Clock& clock)
    : stub_(new Stub{AccessService::NewStub(std::move(units))}),
      principal_(absl::StrCat("principals/", service)),
      secret_file_(std::move(secret_file)),
      clock_(clock) {}

ServiceToken::~ServiceToken() = default;

absl::StatusOr<std::string> ServiceToken::Token() {
  base::MutexLock lock(mutex_);
  const absl::Time now = clock_.Now();
  if (now + kMinLife < expires_) return token_;
  // Every call comes by here: while units is away and the kept token is good,
  // only one in a while waits for it.
  if (now < std::min(expires_, ask_again_)) return token_;
  const absl::Status status = Exchange();
  if (status.ok()) return token_;
  ask_again_ = clock_.Now() + kPause;
  if (clock_.Now() >= expires_) return status;
  return token_;
}

absl::Status ServiceToken::Exchange() {
  ASSIGN_OR_RETURN(const std::string secret, rpc::ReadFile(secret_file_));
  IssueTokenRequest request;
  request.set_principal(principal_);
  request.set_secret(std::string(absl::StripAsciiWhitespace(secret)));
  rpc::CallOptions options;
  options.peer = "units";
  ASSIGN_OR_RETURN(
      const IssueTokenResponse response,
      rpc::CallUnary(*stub_->access, &AccessService::Stub::IssueToken, request,
                     options));
  token_ = response.token();
  expires_ = absl::FromUnixSeconds(response.expire_time().seconds());
  return absl::OkStatus();
}

}  // namespace loa::clients

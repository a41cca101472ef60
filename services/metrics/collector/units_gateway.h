#ifndef LOA_SERVICES_METRICS_COLLECTOR_UNITS_GATEWAY_H_
#define LOA_SERVICES_METRICS_COLLECTOR_UNITS_GATEWAY_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "libs/rpc/client_call.h"
#include "services/metrics/collector/collector.h"

namespace loa::metrics {

// Credentials as units opens them.  Thread-safe.
class UnitsGateway : public Credentials {
 public:
  // `app_secret` is of the app that all page tokens belong to.  `tokens` may be
  // null (tests) and outlives it.
  UnitsGateway(std::shared_ptr<grpc::Channel> units, rpc::TokenSource* tokens,
               std::string app_secret);
  ~UnitsGateway() override;

  // Errors are those of OpenPageCredential.
  absl::StatusOr<platform::Credential> CredentialOf(
      const std::string& page) override;

 private:
  struct Stub;

  const std::unique_ptr<Stub> stub_;
  rpc::TokenSource* const tokens_;
  const std::string app_secret_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_COLLECTOR_UNITS_GATEWAY_H_

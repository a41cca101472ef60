#include "libs/rpc/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/rpc/limits.h"

namespace loa::rpc {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr int kMinDnsMillis = 5000;

bool IsRepeatable(const MethodDescriptor& method) {
  for (const char* prefix : {"Get", "List", "BatchGet", "Watch"}) {
    if (absl::StartsWith(method.name(), prefix)) return true;
  }
  return method.input_type()->FindFieldByName("request_id") != nullptr;
}

std::vector<std::string> RepeatableMethods(
    const std::vector<const ServiceDescriptor*>& services) {
  std::vector<std::string> names;
  for (const ServiceDescriptor* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      if (!IsRepeatable(method)) continue;
      names.push_back(absl::StrCat(R"({"service":")", service->full_name(),
                                   R"(","method":")", method.name(), R"("})"));
    }
  }
  return names;
}

std::shared_ptr<grpc::ChannelCredentials> CredentialsOf(
    const ChannelOptions& options) {
  if (options.ca.empty()) return grpc::InsecureChannelCredentials();
  grpc::experimental::TlsChannelCredentialsOptions tls;
  tls.set_certificate_provider(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
          options.key, options.certificate, options.ca, kCertificateSeconds));
  tls.watch_root_certs();
  if (!options.certificate.empty()) tls.watch_identity_key_cert_pairs();
  return grpc::experimental::TlsCredentials(tls);
}

}  // namespace

std::string ServiceConfig(
    const std::vector<const ServiceDescriptor*>& services) {
  const std::vector<std::string> names = RepeatableMethods(services);
  std::string methods;
  if (!names.empty()) {
    methods = absl::StrCat(
        R"(,"methodConfig":[{"name":[)", absl::StrJoin(names, ","),
        R"(],"retryPolicy":{"maxAttempts":4,"initialBackoff":"0.1s",)"
        R"("maxBackoff":"1s","backoffMultiplier":2,)"
        R"("retryableStatusCodes":["UNAVAILABLE","CANCELLED"]}}],)"
        R"("retryThrottling":{"maxTokens":100,"tokenRatio":0.1})");
  }
  return absl::StrCat(R"({"loadBalancingConfig":[{"round_robin":{}}],)",
                      R"("healthCheckConfig":{"serviceName":""})", methods,
                      "}");
}

std::shared_ptr<grpc::Channel> CreateChannel(const ChannelOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(ServiceConfig(options.services));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kClientKeepaliveMillis);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMillis);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, kMinDnsMillis);
  // A service config in DNS is not ours.
  arguments.SetInt(GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1);
  return grpc::CreateCustomChannel(options.target, CredentialsOf(options),
                                   arguments);
}

}  // namespace loa::rpc

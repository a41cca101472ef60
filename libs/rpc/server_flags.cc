#include "libs/rpc/server_flags.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:0",
          "HOST:PORT of gRPC; port 0 takes any free one");
ABSL_FLAG(std::string, admin, "127.0.0.1:0",
          "HOST:PORT of HTTP /metrics, /livez and /readyz; empty for none");
ABSL_FLAG(bool, allow_plaintext, false,
          "serve without TLS on addresses that other machines reach");
ABSL_FLAG(std::string, tls_certificate, "", "PEM file; read again on change");
ABSL_FLAG(std::string, tls_key, "", "PEM file; read again on change");
ABSL_FLAG(std::string, tls_client_ca, "",
          "PEM file; clients must then show a certificate that it signed");
ABSL_FLAG(std::string, peer_ca, "",
          "PEM file with the roots of other Loa services; empty: plaintext");
ABSL_FLAG(std::string, peer_certificate, "",
          "PEM file shown to other Loa services");
ABSL_FLAG(std::string, peer_key, "", "PEM file of --peer_certificate's key");
ABSL_FLAG(std::string, port_file, "",
          "file to write the chosen ports into once serving");
ABSL_FLAG(absl::Duration, drain_accept, absl::Seconds(5),
          "after SIGTERM: how long to go on accepting calls");
ABSL_FLAG(absl::Duration, drain_finish, absl::Seconds(20),
          "then: how long calls may take to finish");
ABSL_FLAG(absl::Duration, max_connection_age, absl::Minutes(5),
          "when clients are asked to connect again and find new replicas");
ABSL_FLAG(int, executor_threads, 64,
          "threads that run handlers; as many writes may share a commit");
ABSL_FLAG(int, executor_queue, 1024, "calls that may wait for a thread");
ABSL_FLAG(std::string, token_keys, "",
          "PEM file with the public keys that bearer tokens are checked with");
ABSL_FLAG(std::string, log_level, "info", "debug, info, warning or error");

namespace loa::rpc {
namespace {

constexpr int kBadCommandLine = 2;

base::Severity SeverityNamed(absl::string_view name) {
  if (name == "debug") return base::Severity::kDebug;
  if (name == "info") return base::Severity::kInfo;
  if (name == "warning") return base::Severity::kWarning;
  if (name == "error") return base::Severity::kError;
  base::Log(base::Severity::kError,
            "--log_level must be debug, info, warning or error",
            {{"log_level", name}});
  std::exit(kBadCommandLine);
}

}  // namespace

void ParseServerFlags(int argc, char** argv, absl::string_view service) {
  BlockShutdownSignals();
  absl::ParseCommandLine(argc, argv);
  base::SetLogService(service);
  base::SetLogThreshold(SeverityNamed(absl::GetFlag(FLAGS_log_level)));
}

ServerOptions ServerOptionsFromFlags() {
  ServerOptions options;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.admin = absl::GetFlag(FLAGS_admin);
  options.allow_plaintext = absl::GetFlag(FLAGS_allow_plaintext);
  options.tls = {absl::GetFlag(FLAGS_tls_certificate),
                 absl::GetFlag(FLAGS_tls_key),
                 absl::GetFlag(FLAGS_tls_client_ca)};
  options.port_file = absl::GetFlag(FLAGS_port_file);
  options.drain_accept = absl::GetFlag(FLAGS_drain_accept);
  options.drain_finish = absl::GetFlag(FLAGS_drain_finish);
  options.max_connection_age = absl::GetFlag(FLAGS_max_connection_age);
  return options;
}

Executor::Options ExecutorOptionsFromFlags() {
  return {absl::GetFlag(FLAGS_executor_threads),
          absl::GetFlag(FLAGS_executor_queue)};
}

absl::StatusOr<std::unique_ptr<auth::TokenVerifier>> TokenVerifierFromFlags(
    absl::string_view own_key) {
  const std::string path = absl::GetFlag(FLAGS_token_keys);
  if (path.empty() && !own_key.empty()) {
    return auth::TokenVerifier::Create(own_key);
  }
  ASSIGN_OR_RETURN(const std::string pems, ReadFile(path));
  return auth::TokenVerifier::Create(absl::StrCat(own_key, "\n", pems));
}

ChannelOptions ChannelOptionsFromFlags(absl::string_view target) {
  ChannelOptions options;
  options.target = std::string(target);
  options.ca = absl::GetFlag(FLAGS_peer_ca);
  options.certificate = absl::GetFlag(FLAGS_peer_certificate);
  options.key = absl::GetFlag(FLAGS_peer_key);
  return options;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (path.empty() || !in.is_open() || !(text << in.rdbuf())) {
    return FileUnreadable(path);
  }
  return text.str();
}

}  // namespace loa::rpc

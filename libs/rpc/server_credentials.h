#ifndef LOA_LIBS_RPC_SERVER_CREDENTIALS_H_
#define LOA_LIBS_RPC_SERVER_CREDENTIALS_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/rpc/server.h"

namespace loa::rpc {

struct HostPort {
  std::string host;
  int port = 0;
};

// "127.0.0.1:7000", "[::1]:0", "localhost:7000".  Errors:
// LISTEN_ADDRESS_INVALID.
absl::StatusOr<HostPort> ParseHostPort(const std::string& address);

// Does only this machine reach `host`?
bool IsLoopback(const std::string& host);

// TLS when a certificate is configured (its files are read again as they
// change), else plaintext: on loopback, or where it was asked for by name.
// Errors: PLAINTEXT_REFUSED.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentialsOf(
    const ServerOptions& options, const std::string& host);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_SERVER_CREDENTIALS_H_

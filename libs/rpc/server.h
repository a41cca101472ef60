#ifndef LOA_LIBS_RPC_SERVER_H_
#define LOA_LIBS_RPC_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/background.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::rpc {

struct TlsOptions {
  std::string certificate;  // PEM file; "": plaintext
  std::string key;          // PEM file
  std::string client_ca;    // PEM file; "": clients need no certificate
};

struct ServerOptions {
  std::string listen = "127.0.0.1:0";  // gRPC; port 0: any free one
  std::string admin = "127.0.0.1:0";   // HTTP /metrics /livez /readyz; "": none
  // Plaintext on loopback needs no asking, anywhere else it does.
  bool allow_plaintext = false;
  TlsOptions tls;
  // Where to write "grpc=HOST:PORT\nadmin=HOST:PORT\n" once serving; "": no.
  std::string port_file;
  // SIGTERM: not ready -> keep serving for drain_accept, so that clients and
  // endpoints notice -> stop background work -> finish calls for drain_finish.
  absl::Duration drain_accept = absl::Seconds(5);
  absl::Duration drain_finish = absl::Seconds(20);
  // Clients resolve names again when a connection ends: how they find new
  // replicas.
  absl::Duration max_connection_age = absl::Minutes(5);
};

// One named condition of /readyz and of gRPC health.  `check` may block for a
// moment; it runs once a second on the server's own thread.
struct ReadinessCheck {
  std::string name;
  std::function<absl::Status()> check;
};

// What a server serves with.  Everything outlives it.
struct ServerParts {
  std::vector<grpc::Service*> services;
  std::vector<Background*> background;  // started in order, stopped in reverse
  std::vector<ReadinessCheck> readiness;
  Executor& executor;
  CallMetrics& metrics;
};

// Keeps SIGTERM and SIGINT for Serve().  Call it first in main(), before any
// thread exists, since threads inherit the mask.
void BlockShutdownSignals();

// A running server.
class Server {
 public:
  // Errors: LISTEN_ADDRESS_INVALID, LISTEN_FAILED, PLAINTEXT_REFUSED,
  // PORT_FILE_FAILED.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerOptions& options, const ServerParts& parts);
  virtual ~Server() = default;  // drains without waiting

  virtual int port() const = 0;
  virtual int admin_port() const = 0;  // 0: none
  // The whole drain; returns when every call has ended.
  virtual void Drain() = 0;
};

// Starts, serves until SIGTERM or SIGINT, drains.  The process' exit code.
int Serve(const ServerOptions& options, const ServerParts& parts);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_SERVER_H_

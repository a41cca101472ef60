#ifndef LOA_LIBS_RPC_ADMIN_HTTP_H_
#define LOA_LIBS_RPC_ADMIN_HTTP_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace loa::rpc {

// The HTTP port for probes and Prometheus; no business goes through it.
//   /livez    200 while the process answers
//   /readyz   200 when ready, else 503; the text names every check
//   /metrics  Prometheus text
class AdminHttp {
 public:
  struct Pages {
    std::function<bool()> ready;
    std::function<std::string()> readiness;
    std::function<std::string()> metrics;
  };

  // Listens on `host`:`port` (0: any free port) and serves on threads of its
  // own until destroyed.  Errors: LISTEN_FAILED.
  static absl::StatusOr<std::unique_ptr<AdminHttp>> Start(
      const std::string& host, int port, Pages pages);
  virtual ~AdminHttp() = default;
  virtual int port() const = 0;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_ADMIN_HTTP_H_

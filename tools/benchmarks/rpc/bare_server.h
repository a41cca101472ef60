#ifndef LOA_TOOLS_BENCHMARKS_RPC_BARE_SERVER_H_
#define LOA_TOOLS_BENCHMARKS_RPC_BARE_SERVER_H_

#include <memory>

#include "absl/status/statusor.h"

namespace loa::bench {

// The bare echo: the same two RPCs with answers of the same size, straight out
// of gRPC's callback API, from its own threads.  No token, no check, no log, no
// database.
class BareServer {
 public:
  static absl::StatusOr<std::unique_ptr<BareServer>> Start();
  virtual ~BareServer() = default;
  virtual int port() const = 0;
};

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_RPC_BARE_SERVER_H_

#ifndef LOA_TOOLS_BENCHMARKS_RPC_LOAD_PROCESS_H_
#define LOA_TOOLS_BENCHMARKS_RPC_LOAD_PROCESS_H_

#include <sys/types.h>

#include <memory>

#include "absl/status/statusor.h"
#include "tools/benchmarks/rpc/load.h"

namespace loa::bench {

// The callers, in a process of their own: they share no thread, no poller and
// no allocator with the server that is measured.
class LoadProcess {
 public:
  // Forks.  Call it before any thread exists and before gRPC is touched.
  static absl::StatusOr<std::unique_ptr<LoadProcess>> Fork();
  ~LoadProcess();  // ends the process
  LoadProcess(const LoadProcess&) = delete;
  LoadProcess& operator=(const LoadProcess&) = delete;

  // Carries out `order` there.  Errors: what the first wrong answer was.
  absl::StatusOr<LoadResult> Run(const LoadOrder& order);

 private:
  LoadProcess(pid_t child, int socket) : child_(child), socket_(socket) {}

  const pid_t child_;
  const int socket_;
};

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_RPC_LOAD_PROCESS_H_

#ifndef LOA_TOOLS_BENCHMARKS_RPC_REGISTER_SERVER_H_
#define LOA_TOOLS_BENCHMARKS_RPC_REGISTER_SERVER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/sql/database.h"

namespace loa::bench {

// The real register, wired as loa-units wires it, with the units and pages of
// one province, behind its real server.
class RegisterServer {
 public:
  // `file` is a database file that is not there yet; `coalesce` as in
  // sql::Options.
  static absl::StatusOr<std::unique_ptr<RegisterServer>> Start(
      const std::string& file, int coalesce);
  virtual ~RegisterServer() = default;

  virtual int port() const = 0;
  // Of a person who may do everything; good for a quarter of an hour.
  virtual const std::string& token() const = 0;
  // The names of the pages, one a unit.
  virtual const std::vector<std::string>& pages() const = 0;

  // How many mutations the audit log holds: what was really stored.
  virtual absl::StatusOr<int64_t> Stored() = 0;
  // Checks the whole log's chain.
  virtual absl::Status VerifyLog() = 0;
  virtual sql::Stats stats() const = 0;
};

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_RPC_REGISTER_SERVER_H_

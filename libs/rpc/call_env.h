#ifndef LOA_LIBS_RPC_CALL_ENV_H_
#define LOA_LIBS_RPC_CALL_ENV_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/auth/access.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"

namespace loa::rpc {

class Executor;
class CallMetrics;

// Finds the unit that owns a resource, for RPCs with scope RESOURCE.  One per
// service; may block on the database.
class ResourceOwners {
 public:
  virtual ~ResourceOwners() = default;
  // `name` is what the caller sent: "posts/abc" or an alias.  NOT_FOUND is
  // turned into PERMISSION_DENIED for callers who may not know.
  virtual absl::StatusOr<std::string> OwnerOf(absl::string_view name) const = 0;
};

// What the adapters need to turn a call into a RequestContext and its status
// into a wire status.  Outlives the server.
struct CallEnv {
  const base::Clock& clock;
  const auth::TokenVerifier& verifier;
  const auth::AccessSource& access;
  const ResourceOwners& owners;
  Executor& executor;
  CallMetrics& metrics;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_CALL_ENV_H_

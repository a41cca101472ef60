#ifndef LOA_SERVICES_UNITS_REGISTER_SERVICE_H_
#define LOA_SERVICES_UNITS_REGISTER_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/auth/sealing.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/platform/platform.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/sql/database.h"
#include "services/units/access/secrets.h"

namespace loa::units {

// What the register works with.  Everything outlives it.
struct Parts {
  const base::Clock& clock;
  base::IdSource& ids;
  sql::Database& database;
  const auth::TokenIssuer& issuer;
  const auth::TokenVerifier& verifier;
  const auth::Sealer& sealer;
  platform::PagePlatform& facebook;
  rpc::Executor& executor;
  rpc::CallMetrics& metrics;
  MountedSecrets secrets;
  std::string facebook_app_secret;
};

// units, wired: the use cases, their transports and what runs on its own.
class RegisterService {
 public:
  // Reads the register first, so that the first call is decided on what is
  // there.  Errors: those of the database.
  static absl::StatusOr<std::unique_ptr<RegisterService>> Create(
      const Parts& parts);
  ~RegisterService();

  // What to serve with.
  rpc::ServerParts server_parts();

 private:
  struct Wiring;
  explicit RegisterService(std::unique_ptr<Wiring> wiring);
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTER_SERVICE_H_

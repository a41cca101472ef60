#ifndef LOA_SERVICES_UNITS_REGISTER_SERVICE_H_
#define LOA_SERVICES_UNITS_REGISTER_SERVICE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "libs/auth/sealing.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/platform/page_directory.h"
#include "libs/platform/platform.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/sql/database.h"
#include "services/units/access/secrets.h"

namespace loa::units {

// The platforms of pages.
struct Platforms {
  platform::PagePlatform& facebook;
  platform::PagePlatform& webhook;
  platform::PageDirectory& directory;  // of Facebook
};

// What the register works with.  Everything outlives it.
struct Parts {
  const base::Clock& clock;
  base::IdSource& ids;
  sql::Database& database;
  const auth::TokenIssuer& issuer;
  const auth::TokenVerifier& verifier;
  const auth::Sealer& sealer;
  Platforms platforms;
  rpc::Executor& executor;
  rpc::CallMetrics& metrics;
  MountedSecrets secrets;
  std::string facebook_app_secret;
};

// units, wired: the use cases, their transports and what runs on its own.
class RegisterService {
 public:
  explicit RegisterService(const Parts& parts);
  ~RegisterService();

  // Reads the register, so that the first call is decided on what is there, and
  // seals anew what an older key sealed.
  absl::Status Prepare();

  // What to serve with.
  rpc::ServerParts server_parts();

 private:
  struct Wiring;
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTER_SERVICE_H_

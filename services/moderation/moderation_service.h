#ifndef LOA_SERVICES_MODERATION_MODERATION_SERVICE_H_
#define LOA_SERVICES_MODERATION_MODERATION_SERVICE_H_

#include <memory>

#include "absl/status/status.h"
#include "libs/auth/access.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/sql/database.h"
#include "services/moderation/reviews/reviews.h"

namespace loa::moderation {

// What moderation works with.  Everything outlives it.
struct Parts {
  const base::Clock& clock;
  base::IdSource& ids;
  sql::Database& database;
  const auth::TokenVerifier& verifier;
  const auth::AccessSource& access;
  rpc::Executor& executor;
  rpc::CallMetrics& metrics;
  Reviews::LevelOf level_of;
};

// moderation, wired: the use cases, their transports and the watch hub.
class ModerationService {
 public:
  explicit ModerationService(const Parts& parts);
  ~ModerationService();

  // Gives a new store its default policy.
  absl::Status Prepare();

  // What to serve with.
  rpc::ServerParts server_parts();

 private:
  struct Wiring;
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_MODERATION_SERVICE_H_

#ifndef LOA_SERVICES_METRICS_METRICS_SERVICE_H_
#define LOA_SERVICES_METRICS_METRICS_SERVICE_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/clients/registry_replica.h"
#include "libs/platform/insights.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/sql/database.h"
#include "services/metrics/digest/digest_sender.h"

namespace loa::metrics {

// What metrics works with.  Everything outlives it.
struct Parts {
  const base::Clock& clock;
  base::IdSource& ids;
  sql::Database& database;
  const auth::TokenVerifier& verifier;
  clients::RegistryReplica& registry;
  std::shared_ptr<grpc::Channel> units;
  std::shared_ptr<grpc::Channel> content;
  std::shared_ptr<grpc::Channel> moderation;  // asked for its work alone
  rpc::TokenSource* tokens;
  platform::PageInsights& insights;
  std::string app_secret;  // of the app that all page tokens belong to
  absl::Duration sweep_every;
  rpc::Executor& executor;
  rpc::CallMetrics& metrics;
  DigestSender::Options digest;
  std::vector<std::string> monthly_figures;  // ids of metrics; see the flag
};

// metrics, wired: the use cases, their transports and what it does on its own:
// following what content publishes, sweeping the connected pages once a day,
// telling units of milestones and sending the digest of waiting work.
class MetricsService {
 public:
  explicit MetricsService(const Parts& parts);
  ~MetricsService();

  // Gives a new store the default metrics.  Errors: FLAG_INVALID for a monthly
  // figure that is no metric.
  absl::Status Prepare();

  // What to serve with.
  rpc::ServerParts server_parts();

 private:
  struct Wiring;
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_METRICS_SERVICE_H_

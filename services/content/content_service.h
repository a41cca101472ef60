#ifndef LOA_SERVICES_CONTENT_CONTENT_SERVICE_H_
#define LOA_SERVICES_CONTENT_CONTENT_SERVICE_H_

#include <memory>

#include "absl/status/status.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/blob/blob_store.h"
#include "libs/clients/registry_replica.h"
#include "libs/redis/options.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/sql/database.h"
#include "services/content/dispatch/dispatch_options.h"
#include "services/content/submissions/submission_options.h"

namespace loa::content {

// What content works with. Everything outlives it.
struct Parts {
  const base::Clock& clock;
  base::IdSource& ids;
  sql::Database& database;
  const auth::TokenVerifier& verifier;
  clients::RegistryReplica& registry;
  std::shared_ptr<grpc::Channel> moderation;
  rpc::TokenSource* tokens;
  redis::Options redis;
  blob::BlobStore& blobs;
  DispatchOptions dispatch;
  SubmissionOptions submissions;
  rpc::Executor& executor;
  rpc::CallMetrics& metrics;
};

// content, wired: the use cases, their transports and what they do on their
// own: asking moderation, following its decisions, expanding audiences, filling
// the publish queue, giving up attempts whose worker died and erasing what was
// kept long enough.
class ContentService {
 public:
  explicit ContentService(const Parts& parts);
  ~ContentService();

  // Makes the partitions of a new store. PARTITION_COUNT_MISMATCH.
  absl::Status Prepare();

  // What to serve with.
  rpc::ServerParts server_parts();

 private:
  struct Wiring;
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_CONTENT_SERVICE_H_

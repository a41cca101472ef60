#ifndef LOA_LIBS_CLIENTS_REGISTRY_REPLICA_H_
#define LOA_LIBS_CLIENTS_REGISTRY_REPLICA_H_

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "libs/clients/registry_draft.h"
#include "libs/clients/registry_view.h"
#include "libs/clients/stream_loop.h"
#include "libs/rpc/background.h"
#include "libs/rpc/client_call.h"

namespace loa::clients {

// The register in memory, kept up to date by WatchRegistry: a snapshot, then
// changes; after an interruption it goes on from its last bookmark, and takes
// a new snapshot when that is gone or another history answers.  While units is
// away the last view keeps serving; Lag() says how old it is.  Thread-safe.
class RegistryReplica : public auth::AccessSource, public rpc::Background {
 public:
  // `tokens` may be null (tests).  `tokens` and `clock` outlive it.
  RegistryReplica(std::shared_ptr<grpc::Channel> units,
                  rpc::TokenSource* tokens, const base::Clock& clock);
  ~RegistryReplica() override;

  void Start() override { loop_.Start(); }
  void Stop() override { loop_.Stop(); }

  // Null until the first snapshot is complete.
  std::shared_ptr<const RegistryView> View() const;
  // The view, or one that knows nothing and so allows nothing.
  std::shared_ptr<const auth::AccessView> Current() const override;

  // OK once synced, REGISTRY_NOT_SYNCED before.  Also for a ReadinessCheck.
  absl::Status Ready() const override;
  // How long ago the last bookmark came; infinite before the first.  A gauge.
  absl::Duration Lag() const;

  // Calls `listener` (cheap, non-blocking) after each new view.  Before
  // Start().
  void AddListener(std::function<void()> listener);

 private:
  struct Stub;
  absl::Status Run(grpc::ClientContext& context, bool& progress);
  void Take(std::shared_ptr<const RegistryView> view);

  const std::unique_ptr<Stub> stub_;
  const base::Clock& clock_;
  std::vector<std::function<void()>> listeners_;
  // The loop's thread only.
  RegistryDraft draft_;
  bool resume_ = true;  // false: the register refused our cursor
  mutable base::Mutex mutex_;
  std::shared_ptr<const RegistryView> view_ LOA_GUARDED_BY(mutex_);
  absl::Duration seen_ LOA_GUARDED_BY(mutex_) = -absl::InfiniteDuration();
  StreamLoop loop_;
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_REGISTRY_REPLICA_H_

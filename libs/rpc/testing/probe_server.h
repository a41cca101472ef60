#ifndef LOA_LIBS_RPC_TESTING_PROBE_SERVER_H_
#define LOA_LIBS_RPC_TESTING_PROBE_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/mutex.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/server.h"
#include "libs/rpc/watch_hub.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/tree_view.h"
#include "loa/rpc_probe/v1/probe_service.grpc.pb.h"

namespace loa::rpc {

// Tokens are "person:NAME" and "service:NAME"; "expired" has expired.
class ProbeTokens : public auth::TokenVerifier {
 public:
  absl::StatusOr<auth::Principal> Verify(absl::string_view token,
                                         absl::Time now) const override;
};

// "notes/abc" and "units/code:1" belong to units/a; everything else is
// unknown.
class ProbeOwners : public ResourceOwners {
 public:
  absl::StatusOr<std::string> OwnerOf(absl::string_view name) const override;
};

// units/root with units/a and units/b; principals/author writes in units/a,
// principals/admin holds the root.
class ProbeAccess : public auth::AccessSource {
 public:
  ProbeAccess();
  std::shared_ptr<const auth::AccessView> Current() const override {
    return view_;
  }
  absl::Status Ready() const override {
    base::MutexLock lock(mutex_);
    return ready_;
  }
  void set_ready(const absl::Status& ready) {
    base::MutexLock lock(mutex_);
    ready_ = ready;
  }

 private:
  std::shared_ptr<testing::TreeView> view_;
  mutable base::Mutex mutex_;
  absl::Status ready_ LOA_GUARDED_BY(mutex_);
};

// Numbers that a watch sends as notes, in order.
class ProbeNews {
 public:
  void Add(const std::string& title);
  std::vector<std::string> After(size_t count) const;

 private:
  mutable base::Mutex mutex_;
  std::vector<std::string> titles_ LOA_GUARDED_BY(mutex_);
};

// A whole server of ProbeService on a TCP port of its own.  Echo runs
// `on_echo` first, which may wait or fail.
class ProbeServer {
 public:
  struct Options {
    Executor::Options executor = {.threads = 4, .queue = 100};
    ServerOptions server = {};
    std::vector<ReadinessCheck> readiness = {};
    std::function<absl::Status(const RequestContext&)> on_echo = nullptr;
    absl::Duration poll = absl::Hours(1);  // of the watch hub
  };

  ProbeServer() : ProbeServer(Options()) {}
  explicit ProbeServer(Options options);
  ~ProbeServer();

  Server& server() { return *server_; }
  CallMetrics& metrics() { return metrics_; }
  Executor& executor() { return executor_; }
  ProbeAccess& access() { return access_; }
  WatchHub& hub() { return hub_; }
  ProbeNews& news() { return news_; }
  sql::Database& database() { return *database_; }
  // A channel without policies of its own.
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }
  rpc_probe::v1::ProbeService::Stub& stub() { return *stub_; }
  std::string address() const;

 private:
  class Service;

  testing::FakeClock clock_;
  ProbeTokens tokens_;
  ProbeOwners owners_;
  ProbeAccess access_;
  CallMetrics metrics_;
  Executor executor_;
  CallEnv env_;
  ProbeNews news_;
  std::unique_ptr<testing::TestDatabase> database_;
  WatchHub hub_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<rpc_probe::v1::ProbeService::Stub> stub_;
};

// Adds the token, "" for none.
void Authorize(grpc::ClientContext& context, const std::string& token);

// One unary call with a token; a generous deadline.
template <typename Req, typename Resp>
absl::StatusOr<Resp> Ask(
    ProbeServer& server, const std::string& token,
    grpc::Status (rpc_probe::v1::ProbeService::Stub::*method)(
        grpc::ClientContext*, const Req&, Resp*),
    const Req& request);

absl::Status FromWire(const grpc::Status& status);

template <typename Req, typename Resp>
absl::StatusOr<Resp> Ask(
    ProbeServer& server, const std::string& token,
    grpc::Status (rpc_probe::v1::ProbeService::Stub::*method)(
        grpc::ClientContext*, const Req&, Resp*),
    const Req& request) {
  grpc::ClientContext context;
  Authorize(context, token);
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
  Resp response;
  const grpc::Status status =
      (server.stub().*method)(&context, request, &response);
  if (!status.ok()) return FromWire(status);
  return response;
}

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_TESTING_PROBE_SERVER_H_

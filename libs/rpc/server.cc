#include "libs/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <signal.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "libs/base/log.h"
#include "libs/rpc/admin_http.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/readiness.h"
#include "libs/rpc/request_reader.h"
#include "libs/rpc/server_credentials.h"
#include "libs/rpc/service_names.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {
namespace {

sigset_t ShutdownSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Both plugins are process-wide and must be there before the first builder.
void EnableHealthAndReflection() {
  static const bool once = [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    // Linked in, so that clients can print error details as text.
    google::rpc::Status::descriptor();
    google::rpc::ErrorInfo::descriptor();
    return true;
  }();
  static_cast<void>(once);
}

void SetArguments(const ServerOptions& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kMaxStreamsPerConnection);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS,
                             kServerKeepaliveMillis);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             kKeepaliveTimeoutMillis);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      kServerMinPingMillis);
  builder.AddChannelArgument(
      GRPC_ARG_MAX_CONNECTION_AGE_MS,
      static_cast<int>(absl::ToInt64Milliseconds(options.max_connection_age)));
  builder.AddChannelArgument(
      GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
      static_cast<int>(absl::ToInt64Milliseconds(options.drain_finish)));
}

class GrpcServer : public Server {
 public:
  GrpcServer(const ServerOptions& options, const ServerParts& parts)
      : options_(options),
        parts_(parts),
        readiness_(parts.readiness, [this](bool ready) { SetServing(ready); }) {
  }

  ~GrpcServer() override {
    options_.drain_accept = absl::ZeroDuration();
    options_.drain_finish = absl::ZeroDuration();
    Drain();
  }

  absl::Status Begin() {
    RETURN_IF_ERROR(Listen());
    RETURN_IF_ERROR(ListenAdmin());
    for (Background* part : parts_.background) part->Start();
    started_ = true;
    readiness_.Start();
    return WritePortFile();
  }

  int port() const override { return port_; }
  int admin_port() const override {
    return admin_ == nullptr ? 0 : admin_->port();
  }

  void Drain() override {
    if (server_ == nullptr) return;
    readiness_.Drain();
    if (started_) {
      std::this_thread::sleep_for(
          absl::ToChronoNanoseconds(options_.drain_accept));
      for (auto part = parts_.background.rbegin();
           part != parts_.background.rend(); ++part) {
        (*part)->Stop();
      }
    }
    server_->Shutdown(absl::ToChronoTime(absl::Now() + options_.drain_finish));
    server_->Wait();
    parts_.executor.Stop();
    admin_.reset();
    server_.reset();
  }

 private:
  absl::Status Listen() {
    ASSIGN_OR_RETURN(const HostPort at, ParseHostPort(options_.listen));
    ASSIGN_OR_RETURN(auto credentials, ServerCredentialsOf(options_, at.host));
    EnableHealthAndReflection();
    grpc::ServerBuilder builder;
    SetArguments(options_, builder);
    builder.experimental().SetInterceptorCreators(
        UnreadableRequestInterceptors());
    builder.SetOption(ListServicesInto(names_));
    for (grpc::Service* service : parts_.services) {
      builder.RegisterService(service);
    }
    builder.AddListeningPort(options_.listen, credentials, &port_);
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port_ == 0) return ListenFailed(options_.listen);
    SetServing(false);
    return absl::OkStatus();
  }

  absl::Status ListenAdmin() {
    if (options_.admin.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const HostPort at, ParseHostPort(options_.admin));
    ASSIGN_OR_RETURN(
        admin_, AdminHttp::Start(at.host, at.port,
                                 {[this] { return readiness_.ready(); },
                                  [this] { return readiness_.Text(); },
                                  [this] { return parts_.metrics.Text(); }}));
    return absl::OkStatus();
  }

  void SetServing(bool serving) {
    grpc::HealthCheckServiceInterface* health =
        server_->GetHealthCheckService();
    health->SetServingStatus("", serving);
    for (const std::string& name : names_) {
      health->SetServingStatus(name, serving);
    }
  }

  // Whole or not at all: a launcher waits for the file to appear.
  absl::Status WritePortFile() const {
    const std::string& path = options_.port_file;
    if (path.empty()) return absl::OkStatus();
    const std::string draft = path + ".new";
    {
      std::ofstream out(draft, std::ios::trunc);
      out << "grpc=" << WithPort(options_.listen, port_) << "\n";
      if (admin_ != nullptr) {
        out << "admin=" << WithPort(options_.admin, admin_->port()) << "\n";
      }
      if (!out.flush()) return PortFileFailed(path);
    }
    if (std::rename(draft.c_str(), path.c_str()) != 0) {
      return PortFileFailed(path);
    }
    return absl::OkStatus();
  }

  static std::string WithPort(const std::string& address, int port) {
    return absl::StrCat(address.substr(0, address.rfind(':')), ":", port);
  }

  ServerOptions options_;
  const ServerParts parts_;
  std::vector<std::string> names_;
  int port_ = 0;
  bool started_ = false;
  std::unique_ptr<grpc::Server> server_;
  Readiness readiness_;
  std::unique_ptr<AdminHttp> admin_;
};

}  // namespace

void BlockShutdownSignals() {
  const sigset_t signals = ShutdownSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options, const ServerParts& parts) {
  parts.metrics.Observe(parts.executor);
  auto server = std::make_unique<GrpcServer>(options, parts);
  RETURN_IF_ERROR(server->Begin());
  return server;
}

int Serve(const ServerOptions& options, const ServerParts& parts) {
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(options, parts);
  if (!server.ok()) {
    base::Log(base::Severity::kError, server.status().message());
    return EXIT_FAILURE;
  }
  base::Log(
      base::Severity::kInfo, "serving",
      {{"port", (*server)->port()}, {"admin_port", (*server)->admin_port()}});
  const sigset_t signals = ShutdownSignals();
  int signal = 0;
  sigwait(&signals, &signal);
  base::Log(base::Severity::kInfo, "draining", {{"signal", signal}});
  (*server)->Drain();
  base::Log(base::Severity::kInfo, "stopped");
  return EXIT_SUCCESS;
}

}  // namespace loa::rpc

#include "libs/rpc/testing/probe_server.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/auth/errors.h"
#include "libs/rpc/download.h"
#include "libs/rpc/ingest.h"
#include "libs/rpc/unary.h"
#include "libs/rpc/watch.h"
#include "libs/status/error.h"
#include "libs/status/grpc_status.h"

namespace loa::rpc {

using rpc_probe::v1::ConfigureRequest;
using rpc_probe::v1::DispatchRequest;
using rpc_probe::v1::EchoRequest;
using rpc_probe::v1::EchoResponse;
using rpc_probe::v1::EnterRequest;
using rpc_probe::v1::ExportNotesRequest;
using rpc_probe::v1::ImportNotesRequest;
using rpc_probe::v1::ListNotesRequest;
using rpc_probe::v1::ListNotesResponse;
using rpc_probe::v1::Note;
using rpc_probe::v1::ProbeService;
using rpc_probe::v1::UpdateNoteRequest;
using rpc_probe::v1::WatchNotesRequest;

absl::StatusOr<auth::Principal> ProbeTokens::Verify(absl::string_view token,
                                                    absl::Time now) const {
  using Kind = auth::Principal::Kind;
  if (token == "expired") return auth::TokenExpired(now);
  for (const auto& [prefix, kind] :
       {std::pair<absl::string_view, Kind>{"person:", Kind::kPerson},
        {"service:", Kind::kService}}) {
    absl::string_view name = token;
    if (absl::ConsumePrefix(&name, prefix)) {
      return auth::Principal{absl::StrCat("principals/", name), kind};
    }
  }
  return auth::TokenMalformed("not a token of the probe");
}

absl::StatusOr<std::string> ProbeOwners::OwnerOf(absl::string_view name) const {
  if (name == "notes/abc" || name == "units/code:1") return "units/a";
  return status::Error(absl::StatusCode::kNotFound, "probe.loa",
                       "NOTE_NOT_FOUND", "no such note");
}

ProbeAccess::ProbeAccess() : view_(std::make_shared<testing::TreeView>()) {
  view_->Add("units/root", "");
  view_->Add("units/a", "units/root");
  view_->Add("units/b", "units/root");
  view_->Bind("principals/author", options::v1::ROLE_AUTHOR, "units/a");
  view_->Bind("principals/admin", options::v1::ROLE_ADMIN, "units/root");
}

void ProbeNews::Add(const std::string& title) {
  base::MutexLock lock(mutex_);
  titles_.push_back(title);
}

std::vector<std::string> ProbeNews::After(size_t count) const {
  base::MutexLock lock(mutex_);
  if (count >= titles_.size()) return {};
  return {titles_.begin() + static_cast<std::ptrdiff_t>(count), titles_.end()};
}

namespace {

class NewsSource : public WatchSource<Note> {
 public:
  NewsSource(const ProbeNews& news, size_t sent) : news_(news), sent_(sent) {}

  absl::StatusOr<std::vector<Note>> Next() override {
    std::vector<Note> notes;
    for (const std::string& title : news_.After(sent_)) {
      if (title == "fail") return absl::DataLossError("a secret of the store");
      notes.emplace_back().set_title(title);
    }
    sent_ += notes.size();
    return notes;
  }

 private:
  const ProbeNews& news_;
  size_t sent_;
};

absl::StatusOr<EchoResponse> Answer(const RequestContext& context,
                                    const std::string& text) {
  EchoResponse response;
  response.set_text(text);
  response.set_principal(context.principal.name);
  return response;
}

}  // namespace

class ProbeServer::Service : public ProbeService::CallbackService {
 public:
  Service(ProbeServer& probe,
          std::function<absl::Status(const RequestContext&)> on_echo)
      : probe_(probe), env_(probe.env_), on_echo_(std::move(on_echo)) {}

  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* grpc,
                                 const EchoRequest* request,
                                 EchoResponse* response) override {
    return Unary(
        env_, grpc, request, response,
        [this](const RequestContext& context,
               const EchoRequest& asked) -> absl::StatusOr<EchoResponse> {
          if (on_echo_) RETURN_IF_ERROR(on_echo_(context));
          return Answer(context, asked.text());
        });
  }

  grpc::ServerUnaryReactor* UpdateNote(grpc::CallbackServerContext* grpc,
                                       const UpdateNoteRequest* request,
                                       Note* response) override {
    return Unary(env_, grpc, request, response,
                 [](const RequestContext&, const UpdateNoteRequest& asked)
                     -> absl::StatusOr<Note> { return asked.note(); });
  }

  grpc::ServerUnaryReactor* ListNotes(grpc::CallbackServerContext* grpc,
                                      const ListNotesRequest* request,
                                      ListNotesResponse* response) override {
    return Unary(
        env_, grpc, request, response,
        [](const RequestContext& context,
           const ListNotesRequest&) -> absl::StatusOr<ListNotesResponse> {
          ListNotesResponse all;
          for (const std::string& unit : context.access.Scopes()) {
            all.add_notes()->set_title(unit);
          }
          return all;
        },
        Run::kInline);
  }

  grpc::ServerUnaryReactor* Dispatch(grpc::CallbackServerContext* grpc,
                                     const DispatchRequest* request,
                                     EchoResponse* response) override {
    return Unary(env_, grpc, request, response,
                 [](const RequestContext& context, const DispatchRequest&) {
                   return Answer(context, "");
                 });
  }

  grpc::ServerUnaryReactor* Configure(grpc::CallbackServerContext* grpc,
                                      const ConfigureRequest* request,
                                      EchoResponse* response) override {
    return Unary(env_, grpc, request, response,
                 [](const RequestContext& context, const ConfigureRequest&) {
                   return Answer(context, "");
                 });
  }

  grpc::ServerUnaryReactor* Enter(grpc::CallbackServerContext* grpc,
                                  const EnterRequest* request,
                                  EchoResponse* response) override {
    return Unary(env_, grpc, request, response,
                 [](const RequestContext& context, const EnterRequest&) {
                   return Answer(context, "");
                 });
  }

  grpc::ServerWriteReactor<Note>* WatchNotes(
      grpc::CallbackServerContext* grpc,
      const WatchNotesRequest* request) override {
    return Watch<Note>(
        env_, probe_.hub_, grpc, request,
        [this](const RequestContext&, const WatchNotesRequest& asked)
            -> absl::StatusOr<std::unique_ptr<WatchSource<Note>>> {
          return std::make_unique<NewsSource>(
              probe_.news_, static_cast<size_t>(asked.after()));
        });
  }

  // As many as asked for, the count's number on each; 13 brings bad luck.
  grpc::ServerWriteReactor<EchoResponse>* ExportNotes(
      grpc::CallbackServerContext* grpc,
      const ExportNotesRequest* request) override {
    return Download<EchoResponse>(
        env_, grpc, request,
        [](const RequestContext&, const ExportNotesRequest& asked)
            -> absl::StatusOr<std::vector<EchoResponse>> {
          if (asked.count() == 13) return DependencyUnavailable("luck");
          std::vector<EchoResponse> notes(asked.count());
          for (int i = 0; i < asked.count(); ++i) {
            notes[i].set_text(absl::StrCat(i));
          }
          return notes;
        });
  }

  grpc::ServerReadReactor<ImportNotesRequest>* ImportNotes(
      grpc::CallbackServerContext* grpc, EchoResponse* response) override {
    return Ingest<ImportNotesRequest>(
        env_, grpc, response, {.max_messages = 3, .max_bytes = 100},
        [](const RequestContext& context,
           const std::vector<ImportNotesRequest>& all) {
          std::string titles;
          for (const auto& one : all)
            absl::StrAppend(&titles, one.title(), ";");
          return Answer(context, titles);
        });
  }

 private:
  ProbeServer& probe_;
  const CallEnv& env_;
  const std::function<absl::Status(const RequestContext&)> on_echo_;
};

ProbeServer::ProbeServer(Options options)
    : executor_(options.executor),
      env_{clock_, tokens_, access_, owners_, executor_, metrics_},
      database_(testing::OpenTestDatabase(sql::Engine::kSqlite, {})),
      hub_(*database_, options.poll),
      service_(std::make_unique<Service>(*this, options.on_echo)) {
  ServerParts parts{{service_.get()},
                    {&hub_},
                    std::move(options.readiness),
                    executor_,
                    metrics_};
  auto server = Server::Start(options.server, parts);
  EXPECT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  channel_ = grpc::CreateChannel(address(), grpc::InsecureChannelCredentials());
  stub_ = ProbeService::NewStub(channel_);
}

ProbeServer::~ProbeServer() = default;

std::string ProbeServer::address() const {
  return absl::StrCat("127.0.0.1:", server_->port());
}

void Authorize(grpc::ClientContext& context, const std::string& token) {
  if (!token.empty()) {
    context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
  }
}

absl::Status FromWire(const grpc::Status& status) {
  return status::FromGrpc(status);
}

}  // namespace loa::rpc

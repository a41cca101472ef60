#include "tools/benchmarks/rpc/bare_server.h"

#include <grpcpp/grpcpp.h>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "loa/units/v1/page_service.grpc.pb.h"
#include "loa/units/v1/unit_service.grpc.pb.h"
#include "tools/benchmarks/rpc/load.h"

namespace loa::bench {
namespace {

namespace v1 = units::v1;

constexpr int64_t kInstant = 1'654'041'600;

v1::Unit SampleUnit() {
  v1::Unit unit;
  unit.set_level("commune");
  unit.set_kind("xã");
  unit.set_official_name("Xã 000");
  unit.set_code("00000");
  unit.set_parent("units/xa-000");
  unit.set_valid_from("1900-01-01");
  unit.mutable_record_time()->set_seconds(kInstant);
  unit.mutable_record_time()->set_nanos(1000);
  unit.set_sequence(1);
  unit.set_registry_sequence(1000);
  unit.set_etag("\"1\"");
  return unit;
}

v1::Page SamplePage() {
  v1::Page page;
  page.set_unit("units/xa-000");
  page.set_platform(v1::PLATFORM_FACEBOOK);
  page.set_platform_page_id("100000");
  page.set_established_on("2022-06-01");
  page.set_state(v1::Page::REGISTERED);
  page.set_connection(v1::Page::NONE);
  page.mutable_create_time()->set_seconds(kInstant);
  page.mutable_create_time()->set_nanos(1000);
  page.set_sequence(100000);
  page.set_etag("\"100000\"");
  return page;
}

class BareUnits final : public v1::UnitService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetUnit(grpc::CallbackServerContext* grpc,
                                    const v1::GetUnitRequest* request,
                                    v1::Unit* response) override {
    *response = sample_;
    response->set_name(request->name());
    absl::string_view number = request->name();
    number.remove_prefix(number.rfind('-') + 1);
    int64_t i = 0;
    if (absl::SimpleAtoi(number, &i)) {
      response->set_display_name(UnitTitleOf(i));
    }
    grpc::ServerUnaryReactor* reactor = grpc->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const v1::Unit sample_ = SampleUnit();
};

class BarePages final : public v1::PageService::CallbackService {
 public:
  grpc::ServerUnaryReactor* UpdatePage(grpc::CallbackServerContext* grpc,
                                       const v1::UpdatePageRequest* request,
                                       v1::Page* response) override {
    *response = sample_;
    response->set_name(request->page().name());
    response->set_display_name(request->page().display_name());
    grpc::ServerUnaryReactor* reactor = grpc->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const v1::Page sample_ = SamplePage();
};

class GrpcBareServer final : public BareServer {
 public:
  ~GrpcBareServer() override { server_->Shutdown(); }

  bool Begin() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&units_);
    builder.RegisterService(&pages_);
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    server_ = builder.BuildAndStart();
    return server_ != nullptr && port_ != 0;
  }
  int port() const override { return port_; }

 private:
  BareUnits units_;
  BarePages pages_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<BareServer>> BareServer::Start() {
  auto server = std::make_unique<GrpcBareServer>();
  if (!server->Begin())
    return absl::InternalError("the bare echo cannot listen");
  return server;
}

}  // namespace loa::bench

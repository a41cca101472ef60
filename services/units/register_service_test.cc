#include "services/units/register_service.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/base/base64url.h"
#include "libs/rpc/contract_check.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"
#include "libs/status/grpc_status.h"
#include "libs/testing/status_matchers.h"
#include "loa/units/v1/access_service.grpc.pb.h"
#include "loa/units/v1/fleet_service.pb.h"
#include "loa/units/v1/organization_service.grpc.pb.h"
#include "loa/units/v1/page_service.grpc.pb.h"
#include "loa/units/v1/plan_service.grpc.pb.h"
#include "loa/units/v1/registry_service.grpc.pb.h"
#include "loa/units/v1/team_service.pb.h"
#include "loa/units/v1/unit_service.grpc.pb.h"
#include "services/units/governance/directions.h"
#include "services/units/governance/reports.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The whole service behind a real server on loopback.
class RegisterServiceTest : public testing::RegisterTest {
 protected:
  RegisterServiceTest()
      : executor_({.threads = 4, .queue = 64}),
        verifier_(*auth::TokenVerifier::Create(issuer->PublicKey())),
        service_(PartsOfTest()) {
    EXPECT_THAT(service_.Prepare(), IsOk());
    const rpc::ServerParts parts = service_.server_parts();
    rpc::ServerOptions options;
    options.admin = "";
    auto server = rpc::Server::Start(options, parts);
    EXPECT_THAT(server, IsOk());
    server_ = *std::move(server);
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                   grpc::InsecureChannelCredentials());
  }
  ~RegisterServiceTest() override { server_.reset(); }

  Parts PartsOfTest() {
    return {clock,
            ids,
            *database,
            *issuer,
            *verifier_,
            *sealer,
            {facebook, webhook, directory},
            executor_,
            metrics_,
            testing::TestSecrets(),
            "app-secret"};
  }
  // Calls with `token`, "" for none.
  template <typename Stub, typename Class, typename Request, typename Response>
  absl::StatusOr<Response> Call(
      Stub& stub,
      grpc::Status (Class::*method)(grpc::ClientContext*, const Request&,
                                    Response*),
      const Request& request, const std::string& token) {
    grpc::ClientContext context;
    if (!token.empty()) {
      context.AddMetadata("authorization", "Bearer " + token);
    }
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return status::FromGrpc(status);
    return response;
  }
  std::string TokenOf(const std::string& principal, const std::string& secret) {
    v1::IssueTokenRequest request;
    request.set_principal(principal);
    request.set_secret(secret);
    const auto answer =
        Call(*access_stub(), &v1::AccessService::Stub::IssueToken, request, "");
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? answer->token() : "";
  }
  std::string AdminToken() {
    return TokenOf(admin.principal().name(), admin.secret());
  }

  std::unique_ptr<v1::AccessService::Stub> access_stub() {
    return v1::AccessService::NewStub(channel_);
  }
  std::unique_ptr<v1::UnitService::Stub> unit_stub() {
    return v1::UnitService::NewStub(channel_);
  }

  rpc::Executor executor_;
  rpc::CallMetrics metrics_;
  std::unique_ptr<auth::TokenVerifier> verifier_;
  RegisterService service_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_P(RegisterServiceTest, FromSecretToTokenToImportToList) {
  const std::string token = AdminToken();
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + token);
  v1::ImportUnitsResponse imported;
  auto units = unit_stub();
  auto writer = units->ImportUnits(&context, &imported);
  for (int i = 0; i < 3; ++i) {
    v1::ImportUnitsRequest row;
    row.set_code(absl::StrCat("c", i));
    row.set_parent_code(i == 0 ? "" : "c0");
    row.set_level(i == 0 ? "province" : "district");
    row.set_official_name("Quảng Ninh");
    ASSERT_TRUE(writer->Write(row));
  }
  writer->WritesDone();
  ASSERT_THAT(status::FromGrpc(writer->Finish()), IsOk());
  EXPECT_EQ(imported.created(), 3);

  const auto listed = Call(*units, &v1::UnitService::Stub::ListUnits,
                           v1::ListUnitsRequest(), token);
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->total_size(), 3);
  v1::GetUnitRequest get;
  get.set_name("units/code:c2");
  EXPECT_THAT(Call(*units, &v1::UnitService::Stub::GetUnit, get, token),
              IsOk());
  get.set_name("units/code:c9");
  EXPECT_THAT(Call(*units, &v1::UnitService::Stub::GetUnit, get, token),
              HasReason("UNIT_NOT_FOUND"));
}

TEST_P(RegisterServiceTest, NobodyWithoutATokenAndNoPersonInAServicesPlace) {
  auto units = unit_stub();
  EXPECT_THAT(Call(*units, &v1::UnitService::Stub::ListUnits,
                   v1::ListUnitsRequest(), ""),
              HasReason("TOKEN_MISSING"));
  auto pages = v1::PageService::NewStub(channel_);
  v1::OpenPageCredentialRequest open;
  open.set_name("pages/facebook:1");
  EXPECT_THAT(Call(*pages, &v1::PageService::Stub::OpenPageCredential, open,
                   AdminToken()),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Call(*pages, &v1::PageService::Stub::OpenPageCredential, open,
                   TokenOf("principals/publisher",
                           std::string(testing::kPublisherSecret))),
              HasReason("PAGE_NOT_FOUND"));
}

TEST_P(RegisterServiceTest, NoTokenButAGoodOneOpensTheDoor) {
  const std::string token = AdminToken();
  const auto list = [&](const std::string& with) {
    return Call(*unit_stub(), &v1::UnitService::Stub::ListUnits,
                v1::ListUnitsRequest(), with)
        .status();
  };
  EXPECT_THAT(list(token), IsOk());
  const size_t signature = token.rfind('.') + 1;
  std::string forged = token;
  forged[signature] = forged[signature] == 'A' ? 'B' : 'A';
  EXPECT_THAT(list(forged), HasReason("TOKEN_SIGNATURE_WRONG"));
  const std::string unsigned_header =
      base::Base64UrlEncode(R"({"alg":"none","typ":"JWT"})");
  EXPECT_THAT(list(unsigned_header + token.substr(token.find('.'))),
              HasReason("TOKEN_ALGORITHM_REFUSED"));
  clock.Advance(auth::kTokenLife + auth::kClockSkew);
  EXPECT_THAT(list(token), HasReason("TOKEN_EXPIRED"));
}

TEST_P(RegisterServiceTest, AStrangerLearnsNothingAboutWhatThereIs) {
  AddSmallTree();
  v1::CreatePrincipalRequest hire;
  hire.set_principal_id("lan");
  hire.mutable_principal()->set_display_name("Lan");
  const auto lan =
      Call(*access_stub(), &v1::AccessService::Stub::CreatePrincipal, hire,
           AdminToken());
  ASSERT_THAT(lan, IsOk());
  const std::string token = TokenOf("principals/lan", lan->secret());
  for (const char* name : {"units/ha-long", "units/nowhere"}) {
    v1::GetUnitRequest get;
    get.set_name(name);
    EXPECT_THAT(Call(*unit_stub(), &v1::UnitService::Stub::GetUnit, get, token),
                HasReason("PERMISSION_DENIED"));
  }
}

TEST_P(RegisterServiceTest, ARequestThatNamesNothingIsToldWhichField) {
  v1::UpdateUnitRequest update;
  update.mutable_unit()->set_kind("phường");
  update.mutable_update_mask()->add_paths("kind");
  const auto answer = Call(*unit_stub(), &v1::UnitService::Stub::UpdateUnit,
                           update, AdminToken());
  EXPECT_THAT(answer, HasReason("FIELD_INVALID"));
  EXPECT_THAT(answer, NamesField("unit.name"));
}

TEST_P(RegisterServiceTest, AnImportOfTooManyRowsIsToldTheLimit) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + AdminToken());
  v1::ImportUnitsResponse imported;
  auto writer = unit_stub()->ImportUnits(&context, &imported);
  v1::ImportUnitsRequest row;
  row.set_code("1");
  for (int i = 0; i < kMaxImportRows + 1'000 && writer->Write(row); ++i) {
  }
  writer->WritesDone();
  const absl::Status status = status::FromGrpc(writer->Finish());
  EXPECT_THAT(status, HasReason("IMPORT_TOO_LARGE"));
  EXPECT_THAT(status, HasMetadata("limit", "20000"));
}

TEST_P(RegisterServiceTest, AnImportNamesEveryBadRowOnTheWire) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + AdminToken());
  v1::ImportUnitsResponse imported;
  auto writer = unit_stub()->ImportUnits(&context, &imported);
  for (const std::string& name :
       {std::string("Quảng Ninh"), std::string(201, 'x'), std::string()}) {
    v1::ImportUnitsRequest row;
    row.set_code(absl::StrCat("c", name.size()));
    row.set_level("province");
    row.set_official_name(name);
    writer->Write(row);
  }
  writer->WritesDone();
  const absl::Status status = status::FromGrpc(writer->Finish());
  EXPECT_THAT(status, HasReason("IMPORT_ROWS_INVALID"));
  EXPECT_THAT(status::FieldsOf(status),
              ElementsAre("rows[2].official_name", "rows[3].display_name"));
}

TEST_P(RegisterServiceTest, AWatchGetsASnapshotAndThenNews) {
  AddSmallTree();
  auto stub = v1::RegistryService::NewStub(channel_);
  grpc::ClientContext context;
  context.AddMetadata(
      "authorization",
      "Bearer " + TokenOf("principals/publisher",
                          std::string(testing::kPublisherSecret)));
  auto reader = stub->WatchRegistry(&context, v1::WatchRegistryRequest());
  v1::WatchRegistryResponse item;
  int units = 0;
  while (reader->Read(&item) && !item.has_bookmark()) {
    units += item.has_unit() ? 1 : 0;
  }
  EXPECT_EQ(units, 6);
  EXPECT_TRUE(item.bookmark().snapshot_complete());
  AddPage("ha-khanh", "1001");
  bool told = false;
  while (!told && reader->Read(&item)) told = item.has_page();
  EXPECT_TRUE(told);
  context.TryCancel();
}

INSTANTIATE_TEST_SUITE_P(Engines, RegisterServiceTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

TEST(UnitsContract, IsWhole) {
  for (const google::protobuf::FileDescriptor* file :
       {v1::Organization::descriptor()->file(), v1::Unit::descriptor()->file(),
        v1::Page::descriptor()->file(), v1::Plan::descriptor()->file(),
        v1::Obstacle::descriptor()->file(), v1::Meeting::descriptor()->file(),
        v1::Direction::descriptor()->file(), v1::Report::descriptor()->file(),
        v1::Team::descriptor()->file(), v1::FleetHealth::descriptor()->file(),
        v1::Principal::descriptor()->file(),
        v1::WatchRegistryRequest::descriptor()->file()}) {
    EXPECT_THAT(rpc::ContractViolations(*file), IsEmpty()) << file->name();
  }
}

}  // namespace
}  // namespace loa::units

#include "tools/benchmarks/rpc/register_server.h"

#include <grpcpp/grpcpp.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/audit/log.h"
#include "libs/auth/sealing.h"
#include "libs/auth/secret.h"
#include "libs/auth/token.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/platform/facebook/directory.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/webhook/webhook.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/status/grpc_status.h"
#include "libs/status/status_macros.h"
#include "loa/units/v1/access_service.grpc.pb.h"
#include "loa/units/v1/page_service.grpc.pb.h"
#include "loa/units/v1/unit_service.grpc.pb.h"
#include "services/units/migrations.h"
#include "services/units/register_service.h"
#include "tools/benchmarks/rpc/load.h"

namespace loa::bench {
namespace {

namespace v1 = units::v1;

constexpr absl::string_view kSecret = "the bootstrap secret of the benchmark";
// Seals nothing: no page is connected.
constexpr absl::string_view kSealingKeys =
    "k1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";

std::string NewSigningKey() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const auto size = BIO_get_mem_data(memory, &text);
  std::string pem(text, static_cast<size_t>(size));
  BIO_free(memory);
  EVP_PKEY_free(key);
  return pem;
}

// The server's life before the measurements: who may call, units and pages,
// all through its own RPCs.
class Founding {
 public:
  explicit Founding(int port)
      : channel_(grpc::CreateChannel(absl::StrCat("127.0.0.1:", port),
                                     grpc::InsecureChannelCredentials())) {}

  absl::StatusOr<std::string> TakeToken() {
    const auto access = v1::AccessService::NewStub(channel_);
    v1::BootstrapAdministratorRequest bootstrap;
    bootstrap.set_bootstrap_secret(std::string(kSecret));
    bootstrap.set_display_name("Quản trị");
    v1::PrincipalSecret admin;
    grpc::ClientContext first;
    RETURN_IF_ERROR(status::FromGrpc(
        access->BootstrapAdministrator(&first, bootstrap, &admin)));
    v1::IssueTokenRequest request;
    request.set_principal(admin.principal().name());
    request.set_secret(admin.secret());
    v1::IssueTokenResponse issued;
    grpc::ClientContext second;
    RETURN_IF_ERROR(
        status::FromGrpc(access->IssueToken(&second, request, &issued)));
    token_ = issued.token();
    return token_;
  }

  absl::Status ImportUnits() {
    grpc::ClientContext context;
    Sign(context);
    v1::ImportUnitsResponse imported;
    const auto units = v1::UnitService::NewStub(channel_);
    const auto writer = units->ImportUnits(&context, &imported);
    for (int i = 0; i < kUnits; ++i) {
      v1::ImportUnitsRequest row;
      row.set_code(absl::StrFormat("%05d", i));
      if (i > 0) row.set_parent_code("00000");
      row.set_level(i == 0 ? "province" : "commune");
      row.set_kind(i == 0 ? "tỉnh" : "xã");
      row.set_official_name(absl::StrFormat("Xã %03d", i));
      row.set_display_name(UnitTitleOf(i));
      row.set_unit_id(UnitIdOf(i));
      if (!writer->Write(row)) break;
    }
    writer->WritesDone();
    return status::FromGrpc(writer->Finish());
  }

  absl::StatusOr<std::vector<std::string>> OpenPages() {
    v1::BatchCreatePagesRequest request;
    for (int i = 0; i < kUnits; ++i) {
      v1::Page& page = *request.add_requests()->mutable_page();
      page.set_unit(absl::StrCat("units/", UnitIdOf(i)));
      page.set_platform(v1::PLATFORM_FACEBOOK);
      page.set_platform_page_id(absl::StrCat(100000 + i));
      page.set_display_name("Mặt trận");
      page.set_established_on("2022-06-01");
    }
    grpc::ClientContext context;
    Sign(context);
    v1::BatchCreatePagesResponse created;
    RETURN_IF_ERROR(
        status::FromGrpc(v1::PageService::NewStub(channel_)->BatchCreatePages(
            &context, request, &created)));
    std::vector<std::string> names;
    for (const auto& result : created.results()) {
      if (!result.has_page()) {
        return absl::InternalError(result.error().message());
      }
      names.push_back(result.page().name());
    }
    return names;
  }

 private:
  void Sign(grpc::ClientContext& context) {
    context.AddMetadata("authorization", absl::StrCat("Bearer ", token_));
  }

  const std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
};

class RealRegisterServer final : public RegisterServer {
 public:
  absl::Status Begin(const std::string& file, int coalesce) {
    RETURN_IF_ERROR(Serve(file, coalesce));
    Founding founding(server_->port());
    ASSIGN_OR_RETURN(token_, founding.TakeToken());
    RETURN_IF_ERROR(founding.ImportUnits());
    ASSIGN_OR_RETURN(pages_, founding.OpenPages());
    return absl::OkStatus();
  }

  int port() const override { return server_->port(); }
  const std::string& token() const override { return token_; }
  const std::vector<std::string>& pages() const override { return pages_; }
  sql::Stats stats() const override { return database_->stats(); }

  absl::StatusOr<int64_t> Stored() override {
    int64_t number = 0;
    RETURN_IF_ERROR(database_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const sql::Rows rows,
                       tx.Run("SELECT number FROM audit_head WHERE id = 1"));
      number = rows[0].Int(0);
      return absl::OkStatus();
    }));
    return number;
  }

  absl::Status VerifyLog() override {
    audit::VerifyResult result;
    RETURN_IF_ERROR(database_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(result, audit::Verify(tx));
      return absl::OkStatus();
    }));
    return result.ok ? absl::OkStatus() : absl::DataLossError(result.what);
  }

 private:
  absl::Status Serve(const std::string& file, int coalesce) {
    const base::Clock& clock = base::SystemClock();
    ASSIGN_OR_RETURN(issuer_, auth::TokenIssuer::Create(NewSigningKey()));
    ASSIGN_OR_RETURN(verifier_,
                     auth::TokenVerifier::Create(issuer_->PublicKey()));
    ASSIGN_OR_RETURN(sealer_, auth::Sealer::Create(kSealingKeys, ids_));
    facebook_ = platform::facebook::NewFacebook({}, clock);
    directory_ = platform::facebook::NewFacebookDirectory({}, clock);
    webhook_ = platform::webhook::NewWebhook({}, clock);
    ASSIGN_OR_RETURN(database_,
                     sql::Database::Open({.url = absl::StrCat("sqlite:", file),
                                          .coalesce = coalesce},
                                         units::Migrations()));
    units::MountedSecrets secrets;
    secrets.bootstrap_sha256 = auth::HashSecret(kSecret);
    service_ = std::make_unique<units::RegisterService>(
        units::Parts{clock,
                     ids_,
                     *database_,
                     *issuer_,
                     *verifier_,
                     *sealer_,
                     {*facebook_, *webhook_, *directory_},
                     executor_,
                     metrics_,
                     secrets,
                     /*facebook_app_secret=*/"none"});
    RETURN_IF_ERROR(service_->Prepare());
    ASSIGN_OR_RETURN(
        server_, rpc::Server::Start({.admin = ""}, service_->server_parts()));
    return absl::OkStatus();
  }

  base::RandomIds ids_{base::SystemClock()};
  rpc::Executor executor_{{}};
  rpc::CallMetrics metrics_;
  std::unique_ptr<auth::TokenIssuer> issuer_;
  std::unique_ptr<auth::TokenVerifier> verifier_;
  std::unique_ptr<auth::Sealer> sealer_;
  std::unique_ptr<platform::PagePlatform> facebook_;
  std::unique_ptr<platform::PageDirectory> directory_;
  std::unique_ptr<platform::PagePlatform> webhook_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<units::RegisterService> service_;
  std::unique_ptr<rpc::Server> server_;
  std::string token_;
  std::vector<std::string> pages_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RegisterServer>> RegisterServer::Start(
    const std::string& file, int coalesce) {
  auto server = std::make_unique<RealRegisterServer>();
  RETURN_IF_ERROR(server->Begin(file, coalesce));
  return server;
}

}  // namespace loa::bench

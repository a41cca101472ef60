#include "services/units/testing/register_fixture.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "libs/auth/secret.h"
#include "libs/base/civil_date.h"
#include "libs/sql/change_sequence.h"
#include "libs/testing/status_matchers.h"
#include "services/units/migrations.h"

namespace loa::units::testing {
namespace {

std::string NewSigningKey() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);  // NOLINT: OpenSSL's type
  std::string pem(text, size);
  BIO_free(memory);
  EVP_PKEY_free(key);
  return pem;
}

constexpr absl::string_view kSealingKeys =
    "k1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";

}  // namespace

MountedSecrets TestSecrets() {
  MountedSecrets secrets;
  secrets.bootstrap_sha256 = auth::HashSecret(kBootstrapSecret);
  secrets.services["publisher"] = auth::HashSecret(kPublisherSecret);
  return secrets;
}

absl::Time Morning(absl::string_view date) {
  return base::StartOf(*base::ParseDate(date), absl::UTCTimeZone());
}

RegisterTest::RegisterTest()
    : database(::loa::testing::OpenTestDatabase(GetParam(), Migrations())),
      sealer(*auth::Sealer::Create(kSealingKeys, ids)),
      issuer(*auth::TokenIssuer::Create(NewSigningKey())),
      index(*database, clock),
      organization(*database, index),
      units(*database, ids, index),
      unit_import(*database, ids, index),
      pages(*database, ids),
      proof(facebook, webhook, "app-secret"),
      connections(*database, *sealer, proof),
      plans(*database, ids),
      progress(*database),
      facts(*database),
      obstacles(*database, ids),
      meetings(*database, ids),
      tokens(*database, ids, *issuer, TestSecrets(), index),
      principals(*database, ids, {"publisher"}, index),
      role_bindings(*database, ids, index),
      registry(*database, clock) {
  v1::BootstrapAdministratorRequest request;
  request.set_bootstrap_secret(std::string(kBootstrapSecret));
  request.set_display_name("Quản trị");
  rpc::RequestContext nobody;
  nobody.method = "loa.units.v1.AccessService.BootstrapAdministrator";
  nobody.now = clock.Now();
  const auto made = tokens.BootstrapAdministrator(nobody, request);
  EXPECT_THAT(made, ::loa::testing::IsOk());
  if (made.ok()) admin = *made;
}

rpc::RequestContext RegisterTest::Admin(auth::Permission permission) {
  return Person(admin.principal().name(), permission);
}

rpc::RequestContext RegisterTest::Person(const std::string& principal,
                                         auth::Permission permission) {
  rpc::RequestContext context;
  context.principal = {principal, auth::Principal::Kind::kPerson};
  context.access = auth::Access(index.Current(), context.principal, permission);
  context.method = "loa.units.v1.Test.Call";
  context.trace_id = std::string(32, 'a');
  context.now = clock.Now();
  return context;
}

rpc::RequestContext RegisterTest::Service(const std::string& service) {
  rpc::RequestContext context;
  context.principal = {"principals/" + service,
                       auth::Principal::Kind::kService};
  context.method = "loa.units.v1.Test.Call";
  context.trace_id = std::string(32, 'b');
  context.now = clock.Now();
  return context;
}

v1::Unit RegisterTest::AddUnit(const std::string& id, const std::string& level,
                               const std::string& parent,
                               const std::string& code,
                               const std::string& valid_from) {
  v1::CreateUnitRequest request;
  request.set_unit_id(id);
  v1::Unit& unit = *request.mutable_unit();
  unit.set_level(level);
  unit.set_display_name("Ủy ban MTTQ " + id);
  if (!parent.empty()) unit.set_parent("units/" + parent);
  unit.set_code(code);
  unit.set_valid_from(valid_from);
  const auto made =
      units.CreateUnit(Admin(options::v1::PERMISSION_MANAGE_UNITS), request);
  EXPECT_THAT(made, ::loa::testing::IsOk());
  return made.ok() ? *made : v1::Unit();
}

v1::Page RegisterTest::AddPage(const std::string& unit,
                               const std::string& platform_page_id,
                               const std::string& established_on) {
  v1::CreatePageRequest request;
  v1::Page& page = *request.mutable_page();
  page.set_unit("units/" + unit);
  page.set_platform(v1::PLATFORM_FACEBOOK);
  page.set_platform_page_id(platform_page_id);
  page.set_display_name("Mặt trận " + unit);
  page.set_established_on(established_on);
  const auto made =
      pages.CreatePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), request);
  EXPECT_THAT(made, ::loa::testing::IsOk());
  return made.ok() ? *made : v1::Page();
}

std::string RegisterTest::AddPerson(const std::string& id,
                                    options::v1::Role role,
                                    const std::string& unit) {
  const rpc::RequestContext manage =
      Admin(options::v1::PERMISSION_MANAGE_ACCESS);
  v1::CreatePrincipalRequest person;
  person.set_principal_id(id);
  person.mutable_principal()->set_display_name(id);
  const auto made = principals.CreatePrincipal(manage, person);
  EXPECT_THAT(made, ::loa::testing::IsOk());
  v1::CreateRoleBindingRequest binding;
  binding.mutable_role_binding()->set_principal("principals/" + id);
  binding.mutable_role_binding()->set_role(role);
  binding.mutable_role_binding()->set_unit(unit);
  EXPECT_THAT(role_bindings.CreateRoleBinding(manage, binding),
              ::loa::testing::IsOk());
  return "principals/" + id;
}

void RegisterTest::AddSmallTree() {
  AddUnit("quang-ninh", "province", "", "22");
  AddUnit("ha-long", "district", "quang-ninh", "193");
  AddUnit("mong-cai", "district", "quang-ninh", "194");
  AddUnit("ha-khanh", "commune", "ha-long", "06649");
  AddUnit("ha-phong", "commune", "ha-long", "06652");
  AddUnit("ka-long", "commune", "mong-cai", "06706");
}

int64_t RegisterTest::Sequence() {
  int64_t sequence = 0;
  EXPECT_THAT(database->Read([&](sql::Tx& tx) {
    const auto current = sql::CurrentSequence(tx);
    if (current.ok()) sequence = *current;
    return current.status();
  }),
              ::loa::testing::IsOk());
  return sequence;
}

}  // namespace loa::units::testing

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/auth/token.h"
#include "libs/sql/errors.h"
#include "libs/testing/status_matchers.h"
#include "services/units/access/audit_reports.h"
#include "services/units/access/principals.h"
#include "services/units/access/role_bindings.h"
#include "services/units/access/tokens.h"
#include "services/units/migrations.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::SizeIs;

class AccessTest : public testing::RegisterTest {
 protected:
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_ACCESS);
  }
  absl::StatusOr<v1::PrincipalSecret> Hire(const std::string& id) {
    v1::CreatePrincipalRequest request;
    request.set_principal_id(id);
    request.mutable_principal()->set_display_name("Nguyễn Thị Lan");
    return principals.CreatePrincipal(Manage(), request);
  }
  absl::StatusOr<v1::RoleBinding> Bind(const std::string& principal,
                                       options::v1::Role role,
                                       const std::string& unit) {
    v1::CreateRoleBindingRequest request;
    request.mutable_role_binding()->set_principal(principal);
    request.mutable_role_binding()->set_role(role);
    request.mutable_role_binding()->set_unit(unit);
    return role_bindings.CreateRoleBinding(Manage(), request);
  }
  absl::StatusOr<v1::IssueTokenResponse> Token(const std::string& principal,
                                               const std::string& secret) {
    v1::IssueTokenRequest request;
    request.set_principal(principal);
    request.set_secret(secret);
    rpc::RequestContext nobody;
    nobody.now = clock.Now();
    return tokens.IssueToken(nobody, request);
  }
  absl::StatusOr<v1::Principal> Disable(const std::string& name) {
    v1::DisablePrincipalRequest request;
    request.set_name(name);
    return principals.DisablePrincipal(Manage(), request);
  }
  absl::Status Unbind(const std::string& name) {
    v1::DeleteRoleBindingRequest request;
    request.set_name(name);
    return role_bindings.DeleteRoleBinding(Manage(), request).status();
  }
  std::vector<v1::RoleBinding> Bindings(const rpc::RequestContext& context) {
    const auto listed = role_bindings.ListRoleBindings(context, {});
    EXPECT_THAT(listed, IsOk());
    return {listed->role_bindings().begin(), listed->role_bindings().end()};
  }
};

TEST_P(AccessTest, TheBootstrapWorksOnceAndWithItsSecretAlone) {
  rpc::RequestContext nobody;
  nobody.now = clock.Now();
  nobody.method = "bootstrap";
  v1::BootstrapAdministratorRequest request;
  request.set_display_name("Kẻ lạ");
  request.set_bootstrap_secret("a guess");
  EXPECT_THAT(tokens.BootstrapAdministrator(nobody, request),
              HasReason("BOOTSTRAP_REFUSED"));
  request.set_bootstrap_secret(std::string(testing::kBootstrapSecret));
  EXPECT_THAT(tokens.BootstrapAdministrator(nobody, request),
              HasReason("BOOTSTRAP_DONE"));
}

// A database that cannot be read.
class UnreadableDatabase : public sql::Database {
 public:
  absl::Status Write(absl::FunctionRef<absl::Status(sql::Tx&)>) override {
    return sql::DatabaseUnavailable();
  }
  absl::Status Read(absl::FunctionRef<absl::Status(sql::Tx&)>) override {
    return sql::DatabaseUnavailable();
  }
  sql::Engine engine() const override { return sql::Engine::kSqlite; }
  sql::Stats stats() const override { return {}; }
  int AddCommitListener(std::function<void()>) override { return 0; }
  void RemoveCommitListener(int) override {}
};

TEST_P(AccessTest, TheFirstAdministratorsSecretIsShownWhateverFailsAfterwards) {
  const auto fresh = ::loa::testing::OpenTestDatabase(GetParam(), Migrations());
  UnreadableDatabase unreadable;
  RegisterIndex old_index(unreadable, clock);
  Tokens anew(*fresh, ids, *issuer, testing::TestSecrets(), old_index);
  v1::BootstrapAdministratorRequest request;
  request.set_display_name("Quản trị");
  request.set_bootstrap_secret(std::string(testing::kBootstrapSecret));
  const auto made = anew.BootstrapAdministrator({}, request);
  ASSERT_THAT(made, IsOk());
  EXPECT_NE(made->secret(), "");
}

TEST_P(AccessTest, WithoutABootstrapFileThereIsNoBootstrap) {
  Tokens unconfigured(*database, ids, *issuer, {}, index);
  v1::BootstrapAdministratorRequest request;
  EXPECT_THAT(unconfigured.BootstrapAdministrator({}, request),
              HasReason("BOOTSTRAP_REFUSED"));
}

TEST_P(AccessTest, ASecretIsExchangedForATokenThatVerifies) {
  const auto lan = Hire("lan");
  ASSERT_THAT(lan, IsOk());
  const auto token = Token("principals/lan", lan->secret());
  ASSERT_THAT(token, IsOk());
  const auto verifier = auth::TokenVerifier::Create(issuer->PublicKey());
  ASSERT_THAT(verifier, IsOk());
  const auto caller = (*verifier)->Verify(token->token(), clock.Now());
  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ(caller->name, "principals/lan");
  EXPECT_EQ(caller->kind, auth::Principal::Kind::kPerson);
  EXPECT_EQ(token->expire_time().seconds(),
            absl::ToUnixSeconds(clock.Now() + absl::Minutes(15)));
}

TEST_P(AccessTest, AServiceProvesTheSecretOfItsFile) {
  const auto token =
      Token("principals/publisher", std::string(testing::kPublisherSecret));
  ASSERT_THAT(token, IsOk());
  const auto verifier = auth::TokenVerifier::Create(issuer->PublicKey());
  const auto caller = (*verifier)->Verify(token->token(), clock.Now());
  EXPECT_EQ(caller->kind, auth::Principal::Kind::kService);
  EXPECT_THAT(Token("principals/publisher", "a guess"),
              HasReason("CREDENTIAL_WRONG"));
  EXPECT_THAT(Hire("publisher"), HasReason("PRINCIPAL_ALREADY_EXISTS"));
}

TEST_P(AccessTest, AWrongSecretAndAnUnknownPersonLookTheSame) {
  ASSERT_THAT(Hire("lan"), IsOk());
  const auto wrong = Token("principals/lan", "a guess");
  const auto unknown = Token("principals/nobody", "a guess");
  EXPECT_THAT(wrong, HasReason("CREDENTIAL_WRONG"));
  EXPECT_EQ(wrong.status(), unknown.status());
}

TEST_P(AccessTest, ADisabledPersonLosesTokensAndRolesAtOnce) {
  AddSmallTree();
  const auto lan = Hire("lan");
  ASSERT_THAT(
      Bind("principals/lan", options::v1::ROLE_MANAGER, "units/ha-long"),
      IsOk());
  EXPECT_TRUE(Person("principals/lan", options::v1::PERMISSION_MANAGE_PAGES)
                  .access.Allows("units/ha-khanh"));
  const auto disabled = Disable("principals/lan");
  ASSERT_THAT(disabled, IsOk());
  EXPECT_TRUE(disabled->disabled());
  EXPECT_FALSE(Person("principals/lan", options::v1::PERMISSION_MANAGE_PAGES)
                   .access.Allows("units/ha-khanh"));
  const auto token = Token("principals/lan", lan->secret());
  EXPECT_THAT(token, HasReason("PRINCIPAL_DISABLED"));
  EXPECT_THAT(token, StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_P(AccessTest, ANewSecretEndsTheOldOne) {
  const auto lan = Hire("lan");
  v1::RotateSecretRequest request;
  request.set_name("principals/lan");
  const auto rotated = principals.RotateSecret(Manage(), request);
  ASSERT_THAT(rotated, IsOk());
  EXPECT_THAT(Token("principals/lan", lan->secret()),
              HasReason("CREDENTIAL_WRONG"));
  EXPECT_THAT(Token("principals/lan", rotated->secret()), IsOk());
  ASSERT_THAT(Disable("principals/lan"), IsOk());
  EXPECT_THAT(principals.RotateSecret(Manage(), request),
              HasReason("PRINCIPAL_DISABLED"));
}

TEST_P(AccessTest, PeopleAreFoundAndListed) {
  ASSERT_THAT(Hire("lan"), IsOk());
  ASSERT_THAT(Hire("minh"), IsOk());
  EXPECT_THAT(Hire("minh"), HasReason("PRINCIPAL_ALREADY_EXISTS"));
  v1::GetPrincipalRequest get;
  get.set_name("principals/lan");
  const auto lan = principals.GetPrincipal(Manage(), get);
  ASSERT_THAT(lan, IsOk());
  EXPECT_EQ(lan->kind(), v1::Principal::PERSON);
  get.set_name("principals/nobody");
  EXPECT_THAT(principals.GetPrincipal(Manage(), get),
              HasReason("PRINCIPAL_NOT_FOUND"));
  v1::ListPrincipalsRequest list;
  list.set_page_size(2);
  const auto first = principals.ListPrincipals(Manage(), list);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->principals_size(), 2);
  list.set_page_token(first->next_page_token());
  const auto second = principals.ListPrincipals(Manage(), list);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->principals_size(), 1);
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_P(AccessTest, ARoleHoldsOnItsUnitAndBelow) {
  AddSmallTree();
  ASSERT_THAT(Hire("lan"), IsOk());
  const auto binding =
      Bind("principals/lan", options::v1::ROLE_VIEWER, "units/code:193");
  ASSERT_THAT(binding, IsOk());
  EXPECT_EQ(binding->unit(), "units/ha-long");
  const auto lan =
      Person("principals/lan", options::v1::PERMISSION_READ_REGISTER);
  EXPECT_TRUE(lan.access.Allows("units/ha-khanh"));
  EXPECT_FALSE(lan.access.Allows("units/ka-long"));
  const auto listed = units.ListUnits(lan, {});
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->total_size(), 3);
  ASSERT_THAT(Unbind(binding->name()), IsOk());
  EXPECT_FALSE(Person("principals/lan", options::v1::PERMISSION_READ_REGISTER)
                   .access.Allows("units/ha-long"));
}

TEST_P(AccessTest, RefusesBindingsThatCannotBe) {
  AddSmallTree();
  ASSERT_THAT(Hire("lan"), IsOk());
  EXPECT_THAT(
      Bind("principals/nobody", options::v1::ROLE_VIEWER, "units/ha-long"),
      HasReason("PRINCIPAL_NOT_FOUND"));
  EXPECT_THAT(Bind("principals/lan", options::v1::ROLE_VIEWER, "units/nowhere"),
              HasReason("UNIT_NOT_FOUND"));
  ASSERT_THAT(Bind("principals/lan", options::v1::ROLE_VIEWER, "units/ha-long"),
              IsOk());
  EXPECT_THAT(
      Bind("principals/lan", options::v1::ROLE_VIEWER, "units/code:193"),
      HasReason("ROLE_BINDING_ALREADY_EXISTS"));
  EXPECT_THAT(Unbind("roleBindings/nothing"),
              HasReason("ROLE_BINDING_NOT_FOUND"));
}

TEST_P(AccessTest, TheLastAdministratorStays) {
  const auto bindings = Bindings(Manage());
  ASSERT_THAT(bindings, SizeIs(1));
  EXPECT_THAT(Unbind(bindings[0].name()), HasReason("LAST_ADMINISTRATOR"));
  EXPECT_THAT(Disable(bindings[0].principal()),
              HasReason("LAST_ADMINISTRATOR"));
  ASSERT_THAT(Hire("lan"), IsOk());
  ASSERT_THAT(Bind("principals/lan", options::v1::ROLE_ADMIN, "organization"),
              IsOk());
  EXPECT_THAT(Unbind(bindings[0].name()), IsOk());
}

TEST_P(AccessTest, ListsOnlyBindingsThatTheCallerManages) {
  AddSmallTree();
  ASSERT_THAT(Hire("lan"), IsOk());
  ASSERT_THAT(Bind("principals/lan", options::v1::ROLE_ADMIN, "units/ha-long"),
              IsOk());
  EXPECT_THAT(Bindings(Manage()), SizeIs(2));
  EXPECT_THAT(
      Bindings(Person("principals/lan", options::v1::PERMISSION_MANAGE_ACCESS)),
      SizeIs(1));
}

TEST_P(AccessTest, EveryMutationIsInTheAuditLogWhoseChainHolds) {
  ASSERT_THAT(Hire("lan"), IsOk());
  ASSERT_THAT(Disable("principals/lan"), IsOk());
  AuditReports audit(*database);
  const auto context = Admin(options::v1::PERMISSION_READ_AUDIT);
  v1::ListAuditEntriesRequest request;
  request.set_page_size(2);
  const auto first = audit.ListAuditEntries(context, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->entries_size(), 2);
  EXPECT_EQ(first->entries(0).number(), 3);
  EXPECT_EQ(first->entries(0).resource(), "principals/lan");
  request.set_page_token(first->next_page_token());
  EXPECT_EQ(audit.ListAuditEntries(context, request)->entries_size(), 1);
  const auto intact = audit.VerifyAudit(context, {});
  ASSERT_THAT(intact, IsOk());
  EXPECT_TRUE(intact->intact());
  EXPECT_EQ(intact->rows(), 3);
  ASSERT_THAT(database->Write([](sql::Tx& tx) {
    return tx.Exec("UPDATE audit_log SET resource = 'x' WHERE number = 2")
        .status();
  }),
              IsOk());
  const auto broken = audit.VerifyAudit(context, {});
  EXPECT_FALSE(broken->intact());
  EXPECT_EQ(broken->first_bad_number(), 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, AccessTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units

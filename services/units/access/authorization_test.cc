#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rpc/page_token.h"
#include "libs/status/rpc_status.h"
#include "libs/testing/status_matchers.h"
#include "services/units/access/audit_reports.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;

// The manager of one district, asking the use cases directly: what the
// transport let through because of an alias or a race is refused inside the
// transaction.
class AuthorizationTest : public testing::RegisterTest {
 protected:
  AuthorizationTest() {
    AddSmallTree();
    v1::CreatePrincipalRequest hire;
    hire.set_principal_id("lan");
    hire.mutable_principal()->set_display_name("Lan");
    const auto manage = Admin(options::v1::PERMISSION_MANAGE_ACCESS);
    EXPECT_THAT(principals.CreatePrincipal(manage, hire), IsOk());
    v1::CreateRoleBindingRequest bind;
    bind.mutable_role_binding()->set_principal("principals/lan");
    bind.mutable_role_binding()->set_role(options::v1::ROLE_ADMIN);
    bind.mutable_role_binding()->set_unit("units/ha-long");
    EXPECT_THAT(role_bindings.CreateRoleBinding(manage, bind), IsOk());
  }
  rpc::RequestContext Lan(auth::Permission permission) {
    return Person("principals/lan", permission);
  }
};

TEST_P(AuthorizationTest, UnitsOfOthersCannotBeReadOrChanged) {
  v1::GetUnitRequest get;
  get.set_name("units/code:06706");
  EXPECT_THAT(units.GetUnit(Lan(options::v1::PERMISSION_READ_REGISTER), get),
              HasReason("PERMISSION_DENIED"));
  get.set_name("units/code:06649");
  EXPECT_THAT(units.GetUnit(Lan(options::v1::PERMISSION_READ_REGISTER), get),
              IsOk());
  v1::UpdateUnitRequest update;
  update.mutable_unit()->set_name("units/ka-long");
  update.mutable_unit()->set_kind("phường");
  update.mutable_update_mask()->add_paths("kind");
  EXPECT_THAT(
      units.UpdateUnit(Lan(options::v1::PERMISSION_MANAGE_UNITS), update),
      HasReason("PERMISSION_DENIED"));
}

TEST_P(AuthorizationTest, AUnitMovesOnlyWhereTheCallerMayPutIt) {
  v1::UpdateUnitRequest move;
  move.mutable_unit()->set_name("units/ha-khanh");
  move.mutable_unit()->set_parent("units/mong-cai");
  move.mutable_update_mask()->add_paths("parent");
  EXPECT_THAT(units.UpdateUnit(Lan(options::v1::PERMISSION_MANAGE_UNITS), move),
              HasReason("PERMISSION_DENIED"));
}

TEST_P(AuthorizationTest, OnlyTheOrganisationsAdministratorMakesARoot) {
  v1::CreateUnitRequest root;
  root.mutable_unit()->set_level("central");
  root.mutable_unit()->set_display_name("Trung ương");
  EXPECT_THAT(units.CreateUnit(Lan(options::v1::PERMISSION_MANAGE_UNITS), root),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(
      unit_import.ImportUnits(Lan(options::v1::PERMISSION_MANAGE_UNITS), {}),
      HasReason("PERMISSION_DENIED"));
}

TEST_P(AuthorizationTest, ABatchRefusesThePagesOfOthersAlone) {
  v1::BatchCreatePagesRequest request;
  for (const char* unit : {"units/ha-khanh", "units/ka-long"}) {
    v1::Page& page = *request.add_requests()->mutable_page();
    page.set_unit(unit);
    page.set_platform(v1::PLATFORM_FACEBOOK);
  }
  const auto answer = pages.BatchCreatePages(
      Lan(options::v1::PERMISSION_MANAGE_PAGES), request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_TRUE(answer->results(0).has_page());
  EXPECT_THAT(status::FromRpcStatus(answer->results(1).error()),
              HasReason("PERMISSION_DENIED"));
}

TEST_P(AuthorizationTest, PagesOfOthersCannotBeReadRetiredOrConnected) {
  const v1::Page page = AddPage("ka-long", "1001", "2022-05-20");
  v1::GetPageRequest get;
  get.set_name(page.name());
  EXPECT_THAT(pages.GetPage(Lan(options::v1::PERMISSION_READ_REGISTER), get),
              HasReason("PERMISSION_DENIED"));
  v1::RetirePageRequest retire;
  retire.set_name(page.name());
  const auto manage = Lan(options::v1::PERMISSION_MANAGE_PAGES);
  EXPECT_THAT(pages.RetirePage(manage, retire), HasReason("PERMISSION_DENIED"));
  v1::ConnectPageRequest connect;
  connect.set_name(page.name());
  EXPECT_THAT(connections.ConnectPage(manage, connect),
              HasReason("PERMISSION_DENIED"));
  v1::DisconnectPageRequest disconnect;
  disconnect.set_name(page.name());
  EXPECT_THAT(connections.DisconnectPage(manage, disconnect),
              HasReason("PERMISSION_DENIED"));
  v1::ListPagesRequest list;
  const auto listed =
      pages.ListPages(Lan(options::v1::PERMISSION_READ_REGISTER), list);
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->pages_size(), 0);
  list.set_within("units/quang-ninh");
  EXPECT_EQ(pages.ListPages(Lan(options::v1::PERMISSION_READ_REGISTER), list)
                ->pages_size(),
            0);
}

// A code that nobody has and one of a unit that the caller sees nothing of.
constexpr const char* kUnknownOrHidden[] = {
    "units/code:99999", "units/code:06706", "units/nowhere", "units/ka-long"};

TEST_P(AuthorizationTest, AListDoesNotTellWhichUnitsThereAre) {
  const auto lan = Lan(options::v1::PERMISSION_READ_REGISTER);
  for (const char* name : kUnknownOrHidden) {
    v1::ListUnitsRequest list_units;
    list_units.set_within(name);
    EXPECT_THAT(units.ListUnits(lan, list_units),
                HasReason("PERMISSION_DENIED"))
        << name;
    v1::ListPagesRequest list_pages;
    list_pages.set_within(name);
    EXPECT_THAT(pages.ListPages(lan, list_pages),
                HasReason("PERMISSION_DENIED"))
        << name;
  }
  v1::ListUnitsRequest above;
  above.set_within("units/quang-ninh");
  const auto listed = units.ListUnits(lan, above);
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->total_size(), 3);
}

TEST_P(AuthorizationTest, ABatchDoesNotTellWhichUnitsThereAre) {
  v1::BatchCreatePagesRequest request;
  for (const char* name : kUnknownOrHidden) {
    v1::Page& page = *request.add_requests()->mutable_page();
    page.set_unit(name);
    page.set_platform(v1::PLATFORM_FACEBOOK);
  }
  const auto answer = pages.BatchCreatePages(
      Lan(options::v1::PERMISSION_MANAGE_PAGES), request);
  ASSERT_THAT(answer, IsOk());
  for (const auto& result : answer->results()) {
    EXPECT_THAT(status::FromRpcStatus(result.error()),
                HasReason("PERMISSION_DENIED"));
  }
}

// Whoever makes up a token of the right form gets no further than its form.
TEST_P(AuthorizationTest, AForgedPageTokenIsNamed) {
  const auto context = Admin(options::v1::PERMISSION_READ_REGISTER);
  v1::ListUnitsRequest list_units;
  list_units.set_page_token(rpc::EncodePageToken(list_units, {"one"}));
  EXPECT_THAT(units.ListUnits(context, list_units),
              HasReason("PAGE_TOKEN_INVALID"));
  v1::ListPagesRequest list_pages;
  list_pages.set_page_token(rpc::EncodePageToken(list_pages, {"x", "y"}));
  EXPECT_THAT(pages.ListPages(context, list_pages),
              HasReason("PAGE_TOKEN_INVALID"));
  v1::ListPlansRequest list_plans;
  list_plans.set_page_token(rpc::EncodePageToken(list_plans, {"x", "y"}));
  EXPECT_THAT(plans.ListPlans(context, list_plans),
              HasReason("PAGE_TOKEN_INVALID"));
  v1::ListPrincipalsRequest list_people;
  list_people.set_page_token(rpc::EncodePageToken(list_people, {"1"}));
  EXPECT_THAT(principals.ListPrincipals(context, list_people),
              HasReason("PAGE_TOKEN_INVALID"));
  v1::ListRoleBindingsRequest list_roles;
  list_roles.set_page_token(rpc::EncodePageToken(list_roles, {"1"}));
  EXPECT_THAT(role_bindings.ListRoleBindings(context, list_roles),
              HasReason("PAGE_TOKEN_INVALID"));
  v1::ListAuditEntriesRequest list_audit;
  list_audit.set_page_token(rpc::EncodePageToken(list_audit, {"x"}));
  EXPECT_THAT(AuditReports(*database).ListAuditEntries(context, list_audit),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(AuthorizationTest, RolesAreGivenOnlyWhereTheCallerManagesThem) {
  v1::CreateRoleBindingRequest bind;
  bind.mutable_role_binding()->set_principal("principals/lan");
  bind.mutable_role_binding()->set_role(options::v1::ROLE_ADMIN);
  for (const char* unit : {"organization", "units/ka-long", "units/code:22"}) {
    bind.mutable_role_binding()->set_unit(unit);
    EXPECT_THAT(role_bindings.CreateRoleBinding(
                    Lan(options::v1::PERMISSION_MANAGE_ACCESS), bind),
                HasReason("PERMISSION_DENIED"))
        << unit;
  }
  bind.mutable_role_binding()->set_unit("units/ha-khanh");
  EXPECT_THAT(role_bindings.CreateRoleBinding(
                  Lan(options::v1::PERMISSION_MANAGE_ACCESS), bind),
              IsOk());
}

INSTANTIATE_TEST_SUITE_P(Engines, AuthorizationTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units

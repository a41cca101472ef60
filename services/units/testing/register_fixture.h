#ifndef LOA_SERVICES_UNITS_TESTING_REGISTER_FIXTURE_H_
#define LOA_SERVICES_UNITS_TESTING_REGISTER_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/auth/sealing.h"
#include "libs/auth/token.h"
#include "libs/rpc/request_context.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/fake_ids.h"
#include "services/units/access/principals.h"
#include "services/units/access/role_bindings.h"
#include "services/units/access/tokens.h"
#include "services/units/governance/meetings.h"
#include "services/units/governance/obstacles.h"
#include "services/units/organization/organization.h"
#include "services/units/pages/connections.h"
#include "services/units/pages/pages.h"
#include "services/units/plans/facts.h"
#include "services/units/plans/plans.h"
#include "services/units/plans/progress_reports.h"
#include "services/units/registry/register_index.h"
#include "services/units/registry/registry_watch.h"
#include "services/units/testing/fake_platform.h"
#include "services/units/units/unit_import.h"
#include "services/units/units/units.h"

namespace loa::units::testing {

inline constexpr absl::string_view kBootstrapSecret =
    "the-bootstrap-secret-of-tests";
inline constexpr absl::string_view kPublisherSecret =
    "the-publisher-secret-of-tests";

// 07:00 on `date` in the organisation's zone.
absl::Time Morning(absl::string_view date);

// What both constants above are the secrets of.
MountedSecrets TestSecrets();

// The use cases over a fresh database of either engine, on the morning of
// 2022-06-01 unless the test says otherwise.
class RegisterTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  RegisterTest();

  void SetToday(absl::string_view date) { clock.SetNow(Morning(date)); }

  // A call of a person who may do everything everywhere.
  rpc::RequestContext Admin(auth::Permission permission);
  // A call of a person with `roles` as they are bound now.
  rpc::RequestContext Person(const std::string& principal,
                             auth::Permission permission);
  rpc::RequestContext Service(const std::string& service);

  // Short cuts that fail the test on an error.
  v1::Unit AddUnit(const std::string& id, const std::string& level,
                   const std::string& parent, const std::string& code = "",
                   const std::string& valid_from = "1990-01-01");
  // A person with that role on a unit ("units/abc"); answers his name.
  std::string AddPerson(const std::string& id, options::v1::Role role,
                        const std::string& unit);
  v1::Page AddPage(const std::string& unit, const std::string& platform_page_id,
                   const std::string& established_on = "");
  // A province "quang-ninh" (code 22), two districts and three communes.
  void AddSmallTree();
  int64_t Sequence();

  ::loa::testing::FakeClock clock;
  ::loa::testing::FakeIds ids;
  std::unique_ptr<::loa::testing::TestDatabase> database;
  std::unique_ptr<auth::Sealer> sealer;
  std::unique_ptr<auth::TokenIssuer> issuer;
  FakePlatform facebook;
  FakePlatform webhook;
  FakeDirectory directory;
  RegisterIndex index;
  OrganizationSettings organization;
  Units units;
  UnitImport unit_import;
  Pages pages;
  CredentialProof proof;
  Connections connections;
  Plans plans;
  ProgressReports progress;
  Facts facts;
  Obstacles obstacles;
  Meetings meetings;
  Tokens tokens;
  Principals principals;
  RoleBindings role_bindings;
  RegistryWatch registry;

  v1::PrincipalSecret admin;  // by the bootstrap
};

}  // namespace loa::units::testing

#endif  // LOA_SERVICES_UNITS_TESTING_REGISTER_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::testing::Each;
using ::testing::SizeIs;

constexpr int kCallers = 4;

// Changes of the register from many threads at once.
class ConcurrencyTest : public testing::RegisterTest {
 protected:
  // Runs `call(i)` in kCallers threads; the reasons of those that failed.
  template <typename Function>
  std::vector<std::string> ReasonsOf(Function call) {
    std::vector<absl::Status> answers(kCallers);
    std::vector<std::thread> threads;
    for (int i = 0; i < kCallers; ++i) {
      threads.emplace_back([&, i] { answers[i] = call(i); });
    }
    for (std::thread& thread : threads) thread.join();
    std::vector<std::string> reasons;
    for (const absl::Status& answer : answers) {
      if (!answer.ok()) reasons.push_back(status::ReasonOf(answer));
    }
    return reasons;
  }
};

TEST_P(ConcurrencyTest, OneOfManyGetsACode) {
  AddSmallTree();
  const auto context = Admin(options::v1::PERMISSION_MANAGE_UNITS);
  for (int round = 0; round < 5; ++round) {
    const auto reasons = ReasonsOf([&](int) {
      v1::CreateUnitRequest request;
      request.mutable_unit()->set_level("district");
      request.mutable_unit()->set_display_name("Vân Đồn");
      request.mutable_unit()->set_parent("units/quang-ninh");
      request.mutable_unit()->set_code(absl::StrCat("203-", round));
      return units.CreateUnit(context, request).status();
    });
    EXPECT_THAT(reasons, SizeIs(kCallers - 1));
    EXPECT_THAT(reasons, Each("UNIT_CODE_TAKEN"));
  }
}

TEST_P(ConcurrencyTest, OneOfManyRegistersAPage) {
  AddSmallTree();
  const auto context = Admin(options::v1::PERMISSION_MANAGE_PAGES);
  for (int round = 0; round < 5; ++round) {
    const auto reasons = ReasonsOf([&](int) {
      v1::CreatePageRequest request;
      request.mutable_page()->set_unit("units/ha-long");
      request.mutable_page()->set_platform(v1::PLATFORM_FACEBOOK);
      request.mutable_page()->set_platform_page_id(absl::StrCat(round));
      return pages.CreatePage(context, request).status();
    });
    EXPECT_THAT(reasons, SizeIs(kCallers - 1));
    EXPECT_THAT(reasons, Each("PAGE_ALREADY_EXISTS"));
  }
}

TEST_P(ConcurrencyTest, TwoAdministratorsCannotRemoveEachOther) {
  v1::CreatePrincipalRequest hire;
  hire.set_principal_id("lan");
  hire.mutable_principal()->set_display_name("Lan");
  const auto context = Admin(options::v1::PERMISSION_MANAGE_ACCESS);
  ASSERT_TRUE(principals.CreatePrincipal(context, hire).ok());
  v1::CreateRoleBindingRequest bind;
  bind.mutable_role_binding()->set_principal("principals/lan");
  bind.mutable_role_binding()->set_role(options::v1::ROLE_ADMIN);
  bind.mutable_role_binding()->set_unit("organization");
  ASSERT_TRUE(role_bindings.CreateRoleBinding(context, bind).ok());
  const std::vector<std::string> people = {"principals/lan",
                                           admin.principal().name()};
  const auto reasons = ReasonsOf([&](int i) {
    v1::DisablePrincipalRequest request;
    request.set_name(people[i % 2]);
    return principals.DisablePrincipal(context, request).status();
  });
  EXPECT_THAT(reasons, SizeIs(kCallers / 2));
  EXPECT_THAT(reasons, Each("LAST_ADMINISTRATOR"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ConcurrencyTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units

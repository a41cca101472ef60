#include "services/moderation/policies/policies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "google/protobuf/text_format.h"
#include "libs/testing/database.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "services/moderation/migrations.h"
#include "services/moderation/policies/active_screener.h"

namespace loa::moderation {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::StartsWith;

const absl::Time kNow = absl::FromUnixSeconds(1'654'000'000);

class PoliciesTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  PoliciesTest() {
    auto tree = std::make_shared<testing::TreeView>();
    tree->Add("units/root", "");
    tree_ = tree;
  }

  rpc::RequestContext As(const std::string& who) {
    rpc::RequestContext context;
    context.principal.name = "principals/" + who;
    context.access = auth::Access(tree_, context.principal,
                                  auth::Permission::PERMISSION_MANAGE_POLICIES);
    context.method = "test";
    context.now = kNow;
    return context;
  }

  absl::StatusOr<v1::Policy> Create(const std::string& who,
                                    const std::string& term) {
    v1::CreatePolicyRequest request;
    v1::Rule& rule = *request.mutable_policy()->add_rules();
    rule.set_id("terms");
    rule.set_severity(v1::SEVERITY_WARN);
    rule.set_message("Có từ trong danh mục.");
    rule.set_message_en("A listed term.");
    rule.mutable_listed_terms()->add_terms(term);
    return policies_.CreatePolicy(As(who), request);
  }

  absl::StatusOr<v1::Policy> Activate(const std::string& who,
                                      const std::string& name) {
    v1::ActivatePolicyRequest request;
    request.set_name(name);
    return policies_.ActivatePolicy(As(who), request);
  }

  absl::StatusOr<v1::Policy> Get(const std::string& name) {
    v1::GetPolicyRequest request;
    request.set_name(name);
    return policies_.GetPolicy(As("x"), request);
  }

  std::shared_ptr<const auth::AccessView> tree_;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  Policies policies_{*db_};
};

INSTANTIATE_TEST_SUITE_P(Engines, PoliciesTest, testing::kEngines,
                         testing::EngineName);

TEST_P(PoliciesTest, HaveNoActiveOneUntilTheDefaultIsThere) {
  EXPECT_THAT(Get("policies/active"), HasReason("NO_ACTIVE_POLICY"));

  ASSERT_THAT(policies_.EnsureDefault(kNow), IsOk());

  const auto active = Get("policies/active");
  ASSERT_THAT(active, IsOk());
  EXPECT_TRUE(active->active());
  EXPECT_EQ(active->creator(), "");
  EXPECT_EQ(active->name(), "policies/" + active->sha256().substr(0, 16));
  EXPECT_EQ(active->rules_size(), 7);
}

TEST_P(PoliciesTest, KeepTheActiveOneWhenTheServiceStartsAgain) {
  ASSERT_THAT(policies_.EnsureDefault(kNow), IsOk());
  const v1::Policy created = *Create("a", "cá độ");
  ASSERT_THAT(Activate("b", created.name()), IsOk());

  ASSERT_THAT(policies_.EnsureDefault(kNow), IsOk());

  EXPECT_EQ(Get("policies/active")->name(), created.name());
}

TEST_P(PoliciesTest, AreNamedByTheirContent) {
  const v1::Policy first = *Create("a", "cá độ");
  const v1::Policy again = *Create("b", "cá độ");
  const v1::Policy other = *Create("b", "nhà cái");

  EXPECT_THAT(again, EqualsProto(first));
  EXPECT_EQ(first.creator(), "principals/a");
  EXPECT_THAT(first.name(), StartsWith("policies/"));
  EXPECT_NE(other.name(), first.name());
}

TEST_P(PoliciesTest, AreActivatedByASecondPerson) {
  ASSERT_THAT(policies_.EnsureDefault(kNow), IsOk());
  const v1::Policy created = *Create("a", "cá độ");
  EXPECT_FALSE(created.active());

  EXPECT_THAT(Activate("a", created.name()),
              HasReason("CREATOR_CANNOT_ACTIVATE"));
  EXPECT_THAT(Activate("b", created.name()), IsOk());

  EXPECT_TRUE(Get(created.name())->active());
  EXPECT_EQ(Get("policies/active")->name(), created.name());
}

TEST_P(PoliciesTest, AreRefusedWithTheirFaults) {
  EXPECT_THAT(Create("a", "..."), HasReason("POLICY_INVALID"));
  EXPECT_THAT(Get("policies/none"), HasReason("POLICY_NOT_FOUND"));
  EXPECT_THAT(Activate("a", "policies/none"), HasReason("POLICY_NOT_FOUND"));
}

TEST_P(PoliciesTest, AreListedTheNewestFirstPageByPage) {
  std::vector<std::string> created;
  for (const char* term : {"a", "b", "c"}) {
    created.push_back(Create("a", term)->name());
  }
  std::vector<std::string> listed;
  v1::ListPoliciesRequest request;
  request.set_page_size(2);
  do {
    const auto page = policies_.ListPolicies(As("x"), request);
    ASSERT_THAT(page, IsOk());
    for (const v1::Policy& policy : page->policies()) {
      listed.push_back(policy.name());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());

  EXPECT_THAT(listed,
              ::testing::ElementsAre(created[2], created[1], created[0]));
  request.set_page_token("nonsense");
  EXPECT_THAT(policies_.ListPolicies(As("x"), request),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(PoliciesTest, ScreenAtOnceByTheOneThatIsActive) {
  ActiveScreener screener(*db_);
  EXPECT_THAT(screener.Current(), HasReason("NO_ACTIVE_POLICY"));
  ASSERT_THAT(policies_.EnsureDefault(kNow), IsOk());
  const std::string first = (*screener.Current())->policy().name();
  EXPECT_EQ(*screener.Current(), *screener.Current());  // compiled once

  const v1::Policy created = *Create("a", "cá độ");
  ASSERT_THAT(Activate("b", created.name()), IsOk());

  EXPECT_NE(first, created.name());
  EXPECT_EQ((*screener.Current())->policy().name(), created.name());
}

}  // namespace
}  // namespace loa::moderation

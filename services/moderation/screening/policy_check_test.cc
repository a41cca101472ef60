#include "services/moderation/screening/policy_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "google/protobuf/text_format.h"
#include "libs/testing/status_matchers.h"
#include "services/moderation/screening/default_policy.h"

namespace loa::moderation {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::AllOf;
using ::testing::ElementsAre;

v1::Policy Policy(const std::string& text) {
  v1::Policy policy;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &policy));
  return policy;
}

TEST(CheckPolicy, TakesTheDefaultPolicy) {
  EXPECT_THAT(CheckPolicy(DefaultPolicy()), IsOk());
}

TEST(CheckPolicy, RefusesAPolicyWithoutRules) {
  EXPECT_THAT(CheckPolicy(Policy("")),
              AllOf(HasReason("POLICY_INVALID"), NamesField("policy.rules")));
}

TEST(CheckPolicy, RefusesARuleThatLooksForNothing) {
  EXPECT_THAT(CheckPolicy(Policy(R"pb(rules { id: "a" })pb")),
              NamesField("policy.rules[0]"));
}

TEST(CheckPolicy, RefusesTermsThatCannotMatch) {
  EXPECT_THAT(CheckPolicy(Policy(R"pb(rules {
                                        id: "a"
                                        listed_terms {}
                                      })pb")),
              NamesField("policy.rules[0].listed_terms.terms"));
  EXPECT_THAT(CheckPolicy(Policy(R"pb(rules {
                                        id: "a"
                                        listed_terms { terms: "?!" }
                                      })pb")),
              NamesField("policy.rules[0].listed_terms.terms"));
}

TEST(CheckPolicy, RefusesBoundsThatNothingMeets) {
  EXPECT_THAT(CheckPolicy(Policy(R"pb(rules {
                                        id: "a"
                                        length { field: "title" }
                                      })pb")),
              NamesField("policy.rules[0].length"));
  EXPECT_THAT(
      CheckPolicy(Policy(R"pb(rules {
                                id: "a"
                                length { field: "title" at_least: 5 at_most: 4 }
                              })pb")),
      NamesField("policy.rules[0].length.at_least"));
}

TEST(CheckPolicy, RefusesAllowedNumbersThatAreNotDialledAtHome) {
  EXPECT_THAT(
      CheckPolicy(Policy(
          R"pb(rules {
                 id: "a"
                 phone_number { allowed: "02033835678" allowed: "+84203" }
               })pb")),
      NamesField("policy.rules[0].phone_number.allowed[1]"));
}

TEST(CheckPolicy, RefusesStagesThatAllMayBeSkipped) {
  EXPECT_THAT(CheckPolicy(Policy(R"pb(rules {
                                        id: "a"
                                        approved_source {}
                                      }
                                      stages { id: "s" only_when_needed: true }
              )pb")),
              NamesField("policy.stages"));
}

TEST(CheckPolicy, NamesEveryFaultAtOnce) {
  const absl::Status status = CheckPolicy(Policy(R"pb(
    rules {
      id: "a"
      approved_source {}
    }
    rules { id: "a" }
    stages { id: "s" }
    stages { id: "s" }
  )pb"));
  EXPECT_THAT(status::FieldsOf(status),
              ElementsAre("policy.rules[1].id", "policy.rules[1]",
                          "policy.stages[1].id"));
}

}  // namespace
}  // namespace loa::moderation

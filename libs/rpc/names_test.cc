#include "libs/rpc/names.h"

#include <gtest/gtest.h>

#include "libs/status/error.h"

namespace loa::rpc {
namespace {

TEST(ParseName, ReadsAnId) {
  const auto name = ParseName("unit", "units/01h-abc", "units");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->id, "01h-abc");
  EXPECT_FALSE(name->is_alias());
}

TEST(ParseName, ReadsAnAlias) {
  const auto name = ParseName("unit", "units/code:06706", "units");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->alias_kind, "code");
  EXPECT_EQ(name->alias_value, "06706");
}

TEST(ParseName, ReadsAnAliasWithASlash) {
  const auto name = ParseName("plan", "plans/number:141/KH-MTTQ-BTT", "plans");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->alias_value, "141/KH-MTTQ-BTT");
}

TEST(ParseName, TakesAPlanNumberAsId) {
  const auto name = ParseName("plan", "plans/141-KH-MTTQ-BTT", "plans");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->id, "141-KH-MTTQ-BTT");
}

TEST(ParseName, RefusesWhatIsNoName) {
  for (const std::string& text :
       {std::string(), std::string("units/"), std::string("pages/abc"),
        std::string("units/a b"), std::string("units/a/b"),
        std::string("units/code:"), std::string("units/:x"),
        std::string("units/code:a b"), "units/" + std::string(65, 'a'),
        "units/code:" + std::string(200, 'a')}) {
    const auto name = ParseName("unit", text, "units");
    ASSERT_FALSE(name.ok()) << text;
    EXPECT_EQ(status::ReasonOf(name.status()), "FIELD_INVALID");
    EXPECT_EQ(status::MetadataOf(name.status(), "field"), "unit");
  }
}

TEST(ParseId, RefusesAnAlias) {
  EXPECT_TRUE(ParseId("unit", "units/abc", "units").ok());
  EXPECT_FALSE(ParseId("unit", "units/code:1", "units").ok());
}

TEST(JoinName, IsWhatParseIdReads) {
  EXPECT_EQ(*ParseId("unit", JoinName("units", "abc"), "units"), "abc");
}

}  // namespace
}  // namespace loa::rpc

#include "libs/sql/json_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/sql/rows.h"

namespace loa::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(JsonTexts, ComeBackAsTheyWentIn) {
  const std::vector<std::string> texts = {"xã", "a\"b\\c", "\n\x01", ""};
  EXPECT_EQ(TextsOfJson(JsonArray(texts)), texts);
}

TEST(JsonTexts, AreNoneWhereThereIsNoArrayOfThem) {
  for (const char* json : {"", "[", "{}", "1", "[]"}) {
    EXPECT_THAT(TextsOfJson(json), IsEmpty()) << json;
  }
  EXPECT_THAT(TextsOfJson(R"([1, "a", null])"), ElementsAre("a"));
}

}  // namespace
}  // namespace loa::sql

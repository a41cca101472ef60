#include "libs/sql/rows.h"

#include <gtest/gtest.h>

namespace loa::sql {
namespace {

TEST(Rows, GiveTheirCellsByRowAndColumn) {
  const Rows rows(2, {Value(1), Value("a"), Value(), Value(std::nullopt)});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].Int(0), 1);
  EXPECT_TRUE(rows[0].Bool(0));
  EXPECT_EQ(rows[0].Text(1), "a");
  EXPECT_EQ(rows[1].OptionalInt(0), std::nullopt);
  EXPECT_EQ(rows[1].OptionalText(1), std::nullopt);
  EXPECT_EQ(rows[0].OptionalText(1), "a");
}

TEST(Rows, AreEmptyWithoutCells) {
  EXPECT_TRUE(Rows().empty());
  EXPECT_TRUE(Rows(3, {}).empty());
}

TEST(Rows, KeepAnInstantToTheMicrosecond) {
  const absl::Time instant = absl::FromUnixMicros(1654041600000001);
  const Rows rows(1, {Value(instant)});
  EXPECT_EQ(rows[0].Time(0), instant);
}

TEST(RowsDeathTest, AskingForTheWrongTypeEndsTheProcess) {
  const Rows rows(1, {Value("text")});
  EXPECT_DEATH(rows[0].Int(0), "another type");
}

TEST(JsonArray, EscapesWhatJsonMust) {
  EXPECT_EQ(JsonArray(std::vector<std::string>{}), "[]");
  EXPECT_EQ(JsonArray(std::vector<std::string>{"xã", "a\"b\\c", "\n\x01"}),
            "[\"xã\",\"a\\\"b\\\\c\",\"\\u000a\\u0001\"]");
  EXPECT_EQ(JsonArray(std::vector<int64_t>{-1, 9007199254740993}),
            "[-1,9007199254740993]");
}

}  // namespace
}  // namespace loa::sql

#include "libs/sql/placeholders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loa::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Placeholders, KeepTheirNumbersOnSqlite) {
  EXPECT_EQ(ForSqlite("SELECT $2, $1, $12"), "SELECT ?2, ?1, ?12");
}

TEST(Placeholders, StayAsTheyAreOnPostgres) {
  EXPECT_EQ(ForPostgres("SELECT $2, $1"), "SELECT $2, $1");
}

TEST(Placeholders, AreNoneInLiteralsNamesAndComments) {
  for (const char* text :
       {"'$1'", "'it''s $1'", "\"$1\"", "-- $1\n", "-- $1", "/* $1 */",
        "/* ' $1 */", "'/* $1'", "'unfinished $1", "$ 1", "$x", "$$"}) {
    EXPECT_EQ(ForSqlite(text), text);
  }
}

TEST(Placeholders, AreFoundAgainAfterLiteralsAndComments) {
  EXPECT_EQ(ForSqlite("'a''$1'$1"), "'a''$1'?1");
  EXPECT_EQ(ForSqlite("-- it's\n$1"), "-- it's\n?1");
  EXPECT_EQ(ForSqlite("/* \" */$1"), "/* \" */?1");
  EXPECT_EQ(ForSqlite("\"a'b\"$1'$2'"), "\"a'b\"?1'$2'");
}

TEST(Placeholders, AMacroInParenthesesIsASelect) {
  EXPECT_EQ(ForSqlite("id IN (@texts($1))"),
            "id IN (SELECT value FROM json_each(?1))");
  EXPECT_EQ(ForPostgres("id IN ( @texts($1))"),
            "id IN ( SELECT value FROM "
            "json_array_elements_text(CAST($1 AS json)))");
  EXPECT_EQ(ForPostgres("id IN (@bigints($3))"),
            "id IN (SELECT CAST(value AS BIGINT) AS value FROM "
            "json_array_elements_text(CAST($3 AS json)))");
}

TEST(Placeholders, AMacroByItselfIsATable) {
  EXPECT_EQ(ForSqlite("FROM @bigints($2) AS t"),
            "FROM (SELECT value FROM json_each(?2)) AS t");
}

TEST(Placeholders, NameTheBytesType) {
  EXPECT_EQ(ForSqlite("data @bytes NOT NULL"), "data BLOB NOT NULL");
  EXPECT_EQ(ForPostgres("data @bytes NOT NULL"), "data BYTEA NOT NULL");
}

TEST(Placeholders, WhatIsNoMacroStays) {
  for (const char* text : {"'@bytes'", "@texts(1)", "@texts()", "@", "a@b"}) {
    EXPECT_EQ(ForSqlite(text), text);
  }
}

TEST(SplitStatements, SplitsAtSemicolonsOutsideOfTexts) {
  EXPECT_THAT(SplitStatements("A ';' \";\" /* ; */ -- ;\n B; C ;"),
              ElementsAre("A ';' \";\" /* ; */ -- ;\n B", "C"));
}

TEST(SplitStatements, LeavesOutWhatIsNoStatement) {
  EXPECT_THAT(SplitStatements(" ; -- only words\n;/* more */;\n"), IsEmpty());
}

}  // namespace
}  // namespace loa::sql

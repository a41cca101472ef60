#include "libs/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace loa::base {
namespace {

TEST(Utf8Length, IsThatOfTheFirstCharacter) {
  EXPECT_EQ(Utf8Length("ab"), 1u);
  EXPECT_EQ(Utf8Length(absl::string_view("\0", 1)), 1u);
  EXPECT_EQ(Utf8Length("\x7F"), 1u);
  EXPECT_EQ(Utf8Length("\xC2\x80"), 2u);
  EXPECT_EQ(Utf8Length("đò"), 2u);
  EXPECT_EQ(Utf8Length("ữ"), 3u);
  EXPECT_EQ(Utf8Length("\xED\x9F\xBF"), 3u);  // below the surrogates
  EXPECT_EQ(Utf8Length("\xEE\x80\x80"), 3u);  // above them
  EXPECT_EQ(Utf8Length("😀"), 4u);
  EXPECT_EQ(Utf8Length("\xF4\x8F\xBF\xBF"), 4u);  // U+10FFFF
}

TEST(Utf8Length, IsNothingWhereNoCharacterBegins) {
  for (const std::string& bytes :
       {std::string(), std::string("\x80"), std::string("\xBF"),
        std::string("\xC0\x80"), std::string("\xC1\xBF"), std::string("\xC2"),
        std::string("\xC2 "), std::string("\xE0\x9F\xBF"),
        std::string("\xE1\x80"), std::string("\xED\xA0\x80"),
        std::string("\xED\xBF\xBF"), std::string("\xF0\x8F\xBF\xBF"),
        std::string("\xF1\x80\x80"), std::string("\xF4\x90\x80\x80"),
        std::string("\xF5\x80\x80\x80"), std::string("\xFF")}) {
    EXPECT_EQ(Utf8Length(bytes), 0u) << bytes;
  }
}

}  // namespace
}  // namespace loa::base

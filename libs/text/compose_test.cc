#include "libs/text/compose.h"

#include <gtest/gtest.h>

namespace loa::text {
namespace {

TEST(Composed, GivesOneSpellingOfTheSameLetters) {
  EXPECT_EQ(Composed("Ma\xCC\xA3\xCC\x86t tra\xCC\xA3\xCC\x82n"), "Mặt trận");
  EXPECT_EQ(Composed("Mặt trận"), "Mặt trận");
}

TEST(Composed, KeepsCaseAndSpaces) { EXPECT_EQ(Composed(" Đ  đ "), " Đ  đ "); }

TEST(Composed, MarksBytesThatAreNoText) {
  EXPECT_EQ(Composed("a\xFF"), "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace loa::text

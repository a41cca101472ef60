#include "libs/platform/canonical_text.h"

#include <gtest/gtest.h>

namespace loa::platform {
namespace {

TEST(CanonicalText, ComposesLetters) {
  EXPECT_EQ(CanonicalText("Ho\u0300a Bi\u0300nh"), "Hòa Bình");
}

TEST(CanonicalText, FoldsEveryKindOfWhiteSpace) {
  EXPECT_EQ(CanonicalText("  a\r\n\t b\u00a0\u2003c\u3000 "), "a b c");
}

TEST(CanonicalText, KeepsCaseAndMarks) {
  EXPECT_EQ(CanonicalText("Đại hội #141"), "Đại hội #141");
}

TEST(CanonicalText, IsAFixedPoint) {
  const std::string once = CanonicalText(" Ha\u0323\u0302u  Lo\u0323\u0302c ");
  EXPECT_EQ(CanonicalText(once), once);
}

TEST(CanonicalText, KeepsCharactersBeyondTheBasicPlane) {
  EXPECT_EQ(CanonicalText("a 🇻🇳  b"), "a 🇻🇳 b");
}

TEST(CanonicalText, IsEmptyForNothingButSpace) {
  EXPECT_EQ(CanonicalText(""), "");
  EXPECT_EQ(CanonicalText(" \n "), "");
}

TEST(CanonicalText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(CanonicalText("a\xff"
                          "b"),
            "a\uFFFDb");
}

}  // namespace
}  // namespace loa::platform

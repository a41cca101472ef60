#include "libs/text/legacy_encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace loa::text {
namespace {

using namespace std::string_literals;

TEST(LegacyEncoding, IsNoneForUtf8WithOrWithoutAMark) {
  EXPECT_EQ(LegacyEncodingOf(""), "");
  EXPECT_EQ(LegacyEncodingOf("page;metric;day;value\n"), "");
  EXPECT_EQ(LegacyEncodingOf("Mặt trận Quảng Ninh"), "");
  EXPECT_EQ(LegacyEncodingOf("\xEF\xBB\xBFMặt trận Quảng Ninh"), "");
  EXPECT_EQ(LegacyEncodingOf("Tờ khai của ông Đỗ, số 12 ± 3, §4"), "");
  EXPECT_EQ(LegacyEncodingOf("déjà vu, à la carte"), "");
}

TEST(LegacyEncoding, NamesUtf16WithAndWithoutItsMark) {
  EXPECT_EQ(LegacyEncodingOf("\xFF\xFEp\0a\0g\0e\0"s), "UTF-16");
  EXPECT_EQ(LegacyEncodingOf("\xFE\xFF\0p\0a\0g\0e"s), "UTF-16");
  EXPECT_EQ(LegacyEncodingOf("p\0a\0g\0e\0;\0"s), "UTF-16");
  EXPECT_EQ(LegacyEncodingOf("\xFF\xFE\0\0p\0\0\0"s), "UTF-32");
}

// "Mặt trận Tổ quốc tỉnh Quảng Ninh" in each.
TEST(LegacyEncoding, NamesTheVietnameseEncodingsOfOneByteALetter) {
  EXPECT_EQ(LegacyEncodingOf("M\xC6t tr\xCBn T\xE6 qu\xE8"
                             "c t\xD8nh Qu\xB6ng Ninh"),
            "TCVN3");
  EXPECT_EQ(LegacyEncodingOf("Ma\xEBt tra\xE4n To\xE5 quo\xE1"
                             "c t\xE6nh Qua\xFBng Ninh"),
            "VNI");
  EXPECT_EQ(LegacyEncodingOf("M\xE3\xF2t tr\xE2\xF2n T\xF4\xD2 qu\xF4\xEC"
                             "c ti\xD2nh Qua\xD2ng Ninh"),
            "windows-1258");
}

TEST(LegacyEncoding, NamesTheFontOfATextThatWasSavedAsUtf8) {
  EXPECT_EQ(LegacyEncodingOf("C«ng hoµ x· héi chñ nghÜa ViÖt Nam"), "TCVN3");
  EXPECT_EQ(LegacyEncodingOf("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"),
            "VNI");
}

TEST(LegacyEncoding, AdmitsThatItDoesNotKnow) {
  EXPECT_EQ(LegacyEncodingOf("\xC0\xC1\xFE"), "an unknown encoding");
}

}  // namespace
}  // namespace loa::text

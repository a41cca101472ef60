#include "libs/text/unit_names.h"

#include <gtest/gtest.h>

namespace loa::text {
namespace {

TEST(SearchKey, IsTheSameHoweverAUnitIsWritten) {
  for (const char* name :
       {"Thành phố Hạ Long", "TP. Hạ Long", "TP.Hạ Long", "tp hạ long",
        "  THÀNH PHỐ  HẠ LONG ", "Tha\u0300nh pho\u0302\u0301 Ha\u0323 Long"}) {
    EXPECT_EQ(SearchKey(name), "thanh pho ha long") << name;
  }
}

TEST(SearchKey, WritesEveryAbbreviationOut) {
  EXPECT_EQ(SearchKey("TX. Quảng Yên"), "thi xa quang yen");
  EXPECT_EQ(SearchKey("TT. Cái Rồng"), "thi tran cai rong");
  EXPECT_EQ(SearchKey("H. Vân Đồn"), "huyen van don");
  EXPECT_EQ(SearchKey("P. Hà Khánh"), "phuong ha khanh");
  EXPECT_EQ(SearchKey("X. Hoà Bình"), "xa hoa binh");
  EXPECT_EQ(SearchKey("ĐK. Cô Tô"), "dac khu co to");
  EXPECT_EQ(SearchKey("Q. 1, T. Quảng Ninh"), "quan 1 tinh quang ninh");
}

TEST(SearchKey, LeavesALoneLetterWithoutADot) {
  EXPECT_EQ(SearchKey("Khu phố H"), "khu pho h");
}

TEST(SearchKey, TakesPunctuationAsASpace) {
  EXPECT_EQ(SearchKey("Ủy ban MTTQ - phường Hà Khánh (2022)"),
            "uy ban mttq phuong ha khanh 2022");
}

}  // namespace
}  // namespace loa::text

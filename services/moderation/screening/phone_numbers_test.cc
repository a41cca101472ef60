#include "services/moderation/screening/phone_numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/text/normalize.h"
#include "re2/re2.h"

namespace loa::moderation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The numbers found, as they stand in `original`.
std::vector<std::string> Written(const std::string& original) {
  const text::View view = *text::Canonicalize(original);
  std::vector<std::string> written;
  for (const PhoneNumber& number : FindPhoneNumbers(view.text)) {
    const text::ByteSpan span = view.origin.ToOriginal(number.span);
    written.push_back(original.substr(span.begin, span.end - span.begin));
  }
  return written;
}

std::string OnlyNational(const std::string& original) {
  const auto numbers = FindPhoneNumbers(text::CanonicalText(original));
  return numbers.size() == 1 ? numbers[0].national : "";
}

TEST(PhoneNumbers, AreFoundInEveryWayThatPeopleWriteThem) {
  for (const char* written :
       {"0912345678", "0912 345 678", "0912.345.678", "0912-345-678",
        "09 1234 5678", "091.2345.678", "+84912345678", "+84 912 345 678",
        "84912345678", "0084912345678", "+84 (0) 912 345 678",
        "(+84) 912345678", "0912 - 345 - 678", "0912–345–678",
        "０９１２３４５６７８", "0912\u200B345678", "0912\u00A0345\u00A0678",
        "0912·345·678"}) {
    EXPECT_EQ(OnlyNational(absl::StrCat("Liên hệ ", written, " nhé")),
              "0912345678")
        << written;
  }
}

TEST(PhoneNumbers, CoverJustTheNumber) {
  EXPECT_THAT(Written("Gọi +84 912.345.678, hoặc (0203) 3835678."),
              ElementsAre("+84 912.345.678", "0203) 3835678"));
}

TEST(PhoneNumbers, AreTakenApartWhenTheyStandInARow) {
  EXPECT_THAT(Written("0912345678 - 0987654321/0323456789"),
              ElementsAre("0912345678", "0987654321", "0323456789"));
}

TEST(PhoneNumbers, HaveAKind) {
  const auto kind = [](absl::string_view number) {
    const auto found = FindPhoneNumbers(number);
    return found.empty() ? "" : found[0].kind;
  };
  EXPECT_EQ(kind("0323456789"), "vn-mobile");
  EXPECT_EQ(kind("01623456789"), "vn-mobile-old");
  EXPECT_EQ(kind("02033835678"), "vn-landline");
  EXPECT_EQ(kind("02438256789"), "vn-landline");
}

TEST(PhoneNumbers, CoverEveryMobilePrefixAndNoOther) {
  const std::string valid[] = {
      "032", "033", "034", "035", "036", "037", "038", "039", "052",
      "055", "056", "058", "059", "070", "076", "077", "078", "079",
      "081", "082", "083", "084", "085", "086", "087", "088", "089",
      "090", "091", "092", "093", "094", "096", "097", "098", "099"};
  for (int prefix = 0; prefix < 1000; ++prefix) {
    const std::string digits = absl::StrCat(prefix < 10    ? "00"
                                            : prefix < 100 ? "0"
                                                           : "",
                                            prefix);
    const bool listed = std::find(std::begin(valid), std::end(valid), digits) !=
                        std::end(valid);
    EXPECT_EQ(!FindPhoneNumbers(digits + "1234567").empty(), listed) << digits;
  }
}

TEST(PhoneNumbers, FollowALabelWithoutASpace) {
  EXPECT_THAT(Written("SĐT:0912345678, ĐT0912345679 Zalo0912345670"),
              ElementsAre("0912345678", "0912345679", "0912345670"));
}

TEST(PhoneNumbers, AreNotTheOtherNumbersOfAnOffice) {
  for (const char* other :
       {"Kế hoạch số 141/KH-MTTQ-BTT", "Nghị quyết 1679/NQ-UBVTQH15",
        "CCCD 022091234567", "CCCD 022 091 234 567", "CMND 100912345",
        "84.912.345.678 đồng", "1.092.345.678 đồng", "20.912.345.678 đ",
        "từ 07-08.12.2022", "ngày 07.08.2022", "gọi 113, 114, 115 hoặc 1022",
        "tổng đài 1900 1234", "tài khoản 0912 3456 7890 1234",
        "mã hồ sơ HS0912345678", "0912345678901", "091234567",
        "https://baoquangninh.vn/tin-0912345678.html",
        "https://fb.com/posts/10912345678"}) {
    EXPECT_THAT(Written(other), IsEmpty()) << other;
  }
}

TEST(PhoneNumbers, AreFoundAsAWholeSegmentOfAnAddress) {
  EXPECT_THAT(Written("https://zalo.me/0912345678"), ElementsAre("0912345678"));
}

// The expression that is copied most, kept as a known-bad baseline.
TEST(PhoneNumbers, BeatTheUsualExpression) {
  const RE2 usual("(84|0[3|5|7|8|9])+([0-9]{8})");
  EXPECT_TRUE(RE2::PartialMatch("CMND 8412345678", usual));
  EXPECT_THAT(Written("CMND 8412345678"), IsEmpty());
  EXPECT_FALSE(RE2::PartialMatch("0912.345.678", usual));
  EXPECT_THAT(Written("0912.345.678"), SizeIs(1));
}

// Any grouping with any separators that the grammar allows.
TEST(PhoneNumbers, AreFoundInRandomGroupings) {
  std::mt19937 random(141);
  const RE2 ends_in_a_year("[.-](19|20)\\d\\d$");
  const std::string separators[] = {"", " ", ".", "-", " - ", "–"};
  for (int round = 0; round < 5'000; ++round) {
    const std::string national =
        absl::StrCat("09", 10'000'000 + random() % 9'000'000);
    if (national[2] == '5') continue;
    std::string written;
    for (char digit : national) {
      absl::StrAppend(&written, written.empty() ? "" : separators[random() % 6],
                      absl::string_view(&digit, 1));
    }
    // "07.08.12.2022" reads as a date: the one loss that is accepted.
    if (OnlyNational(written).empty() &&
        RE2::PartialMatch(written, ends_in_a_year)) {
      continue;
    }
    EXPECT_EQ(OnlyNational(written), national) << written;
  }
}

}  // namespace
}  // namespace loa::moderation

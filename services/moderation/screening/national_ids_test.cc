#include "services/moderation/screening/national_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/text/normalize.h"

namespace loa::moderation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What the default policy reports.
constexpr int kReported = 60;

// The numbers that are reported, as they stand in `original`.
std::vector<std::string> Written(const std::string& original) {
  const text::View view = *text::Canonicalize(original);
  std::vector<std::string> written;
  for (const NationalId& id : FindNationalIds(view.text)) {
    if (id.confidence < kReported) continue;
    const text::ByteSpan span = view.origin.ToOriginal(id.span);
    written.push_back(original.substr(span.begin, span.end - span.begin));
  }
  return written;
}

int ConfidenceOf(const std::string& original) {
  const auto ids = FindNationalIds(text::CanonicalText(original));
  return ids.empty() ? 0 : ids[0].confidence;
}

TEST(NationalIds, AreFoundInEveryWayThatPeopleWriteThem) {
  for (const char* written :
       {"022091234567", "022 091 234 567", "022.091.234.567", "0220 9123 4567",
        "022-091-234-567", "０２２０９１２３４５６７", "022091\u200B234567"}) {
    EXPECT_THAT(Written(absl::StrCat("Số ", written, " của bà Mai")),
                ElementsAre(written))
        << written;
  }
}

TEST(NationalIds, AreSurerWithTheWordsBefore) {
  const int bare = ConfidenceOf("022091234567");
  EXPECT_GT(ConfidenceOf("căn cước công dân số 022091234567"), bare);
  EXPECT_GT(ConfidenceOf("so dinh danh: 022091234567"), bare);
  EXPECT_LT(ConfidenceOf("số tài khoản 022091234567"), kReported);
  // The nearer word names the number.
  EXPECT_GT(ConfidenceOf("tài khoản của bà Mai, CCCD 022091234567"), bare);
  EXPECT_LT(ConfidenceOf("CCCD và số tài khoản 022091234567"), kReported);
}

TEST(NationalIds, NeedNoKnownProvinceOnceTheWordsSayWhatTheyAre) {
  EXPECT_THAT(Written("CCCD: 099999999999"), ElementsAre("099999999999"));
  EXPECT_THAT(Written("CCCD099999999999"), ElementsAre("099999999999"));
  EXPECT_THAT(Written("099999999999"), IsEmpty());
}

TEST(NationalIds, OfNineDigitsNeedTheWords) {
  EXPECT_THAT(Written("CMND số 100912345"), ElementsAre("100912345"));
  EXPECT_THAT(Written("giấy chứng minh nhân dân 100 912 345"),
              ElementsAre("100 912 345"));
  EXPECT_THAT(Written("100912345"), IsEmpty());
  EXPECT_THAT(Written("CMND đã nộp. Hồ sơ 100912345"), IsEmpty());
}

TEST(NationalIds, StandBesideOtherNumbers) {
  EXPECT_THAT(Written("CCCD 022091234567 - 0912345678"),
              ElementsAre("022091234567"));
}

TEST(NationalIds, AreNotTheOtherNumbersOfAnOffice) {
  for (const char* other : {"Kế hoạch số 141/KH-MTTQ-BTT ngày 12/04/2022",
                            "Nghị quyết 1679/NQ-UBVTQH15",
                            "122.091.234.567 đồng",
                            "tổng kinh phí 22.091.234.567 đồng",
                            "0912 345 678",
                            "+84912345678",
                            "84912345678",
                            "0084 912 345 678",
                            "(0203) 3835 678",
                            "STK 022091234567 ngân hàng Agribank",
                            "số tài khoản: 0220 9123 4567 tại Vietcombank",
                            "thẻ 9704 0220 9123 4567",
                            "mã vận đơn 022091234567",
                            "mã hồ sơ 022.091.234.567",
                            "hóa đơn 0220912 34567",
                            "https://baoquangninh.vn/022091234567.html",
                            "ảnh IMG022091234567",
                            "IMEI 022091234567890",
                            "từ 01.01.2022 - 31.12.2022",
                            "0220912345678",
                            "02209123456",
                            "CCCD đã cấp cho 141 người",
                            "mã số thuế 5700100256"}) {
    EXPECT_THAT(Written(other), IsEmpty()) << other;
  }
}

// Random numbers of every province, century and grouping, with and without
// words; and the same digits as accounts and sums.
TEST(NationalIds, AreToldApartInTenThousandSentences) {
  std::mt19937 random(141);
  const char* const own[] = {"CCCD ", "căn cước công dân số ",
                             "số định danh cá nhân: ", ""};
  const char* const other[] = {"số tài khoản ", "STK: ", "mã vận đơn ",
                               "mã giao dịch "};
  const int provinces[] = {1, 22, 31, 79, 96};
  for (int round = 0; round < 5'000; ++round) {
    const std::string digits =
        absl::StrFormat("%03d%d%02d%06d", provinces[random() % 5], random() % 2,
                        10 + random() % 90, random() % 1'000'000);
    EXPECT_THAT(Written(absl::StrCat("Bà Mai, ", own[random() % 4], digits)),
                ElementsAre(digits));
    EXPECT_THAT(Written(absl::StrCat("Bà Mai, ", other[random() % 4], digits)),
                IsEmpty())
        << digits;
  }
}

}  // namespace
}  // namespace loa::moderation

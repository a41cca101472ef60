#include "services/moderation/screening/home_addresses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/text/normalize.h"

namespace loa::moderation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Written(const std::string& original) {
  const text::View view = *text::Canonicalize(original);
  std::vector<std::string> written;
  for (const HomeAddress& address : FindHomeAddresses(view, original)) {
    const text::ByteSpan span = view.origin.ToOriginal(address.span);
    written.push_back(original.substr(span.begin, span.end - span.begin));
  }
  return written;
}

TEST(HomeAddresses, AreFoundFromTheNameToThePlace) {
  EXPECT_THAT(Written("Bà Nguyễn Thị Mai, trú tại tổ 5, khu 3, Hà Khánh."),
              ElementsAre("Nguyễn Thị Mai, trú tại tổ 5"));
  EXPECT_THAT(Written("ông Trần Văn Hòa (sinh năm 1960) ở số nhà 12 ngõ 3"),
              ElementsAre("Trần Văn Hòa (sinh năm 1960) ở số nhà 12"));
  EXPECT_THAT(
      Written("Gia đình anh Lê Minh, thường trú: thôn Đông, xã Tân Dân"),
      ElementsAre("Lê Minh, thường trú: thôn Đông"));
  EXPECT_THAT(Written("chị Phạm Thu Hà hiện ở khu phố 4, phường Bãi Cháy"),
              ElementsAre("Phạm Thu Hà hiện ở khu phố 4"));
  EXPECT_THAT(Written("cụ Vũ Thị Lan, địa chỉ: số 18 đường Lê Lợi"),
              ElementsAre("Vũ Thị Lan, địa chỉ: số 18"));
}

TEST(HomeAddresses, AreFoundHoweverTheyWereTyped) {
  // Decomposed, with the tone mark of another school, and with a zero-width
  // space inside the name.
  EXPECT_THAT(Written("Nguye\u0302\u0303n Thị Mai trú tại tổ 5").size(), 1u);
  EXPECT_THAT(Written("Trần Văn Hoà trú tại tổ 5").size(), 1u);
  EXPECT_THAT(Written("Trần\u200B Văn Hòa trú tại tổ 5").size(), 1u);
}

TEST(HomeAddresses, AreSurerWithANumber) {
  const auto confidence = [](const std::string& original) {
    const text::View view = *text::Canonicalize(original);
    const auto found = FindHomeAddresses(view, original);
    return found.empty() ? 0 : found[0].confidence;
  };
  EXPECT_GT(confidence("Bà Nguyễn Thị Mai trú tại tổ 5"),
            confidence("Bà Nguyễn Thị Mai trú tại thôn Đông"));
}

TEST(HomeAddresses, AreNotWhatGoodPeopleAreWrittenAboutWith) {
  for (const char* other :
       {"Bà Nguyễn Thị Mai, thôn Đông, xã Tân Dân, là gương người tốt.",
        "Đồng chí Trần Văn Hòa, Bí thư Chi bộ khu phố 3, phát biểu.",
        "Ông Lê Minh, Tổ trưởng tổ dân phố 5, vận động bà con.",
        "Trường THCS Nguyễn Trãi, địa chỉ: tổ 5, khu 3",
        "Nhà tang lễ trên đường Lê Lợi, địa chỉ số 5",
        "Đồng chí Hoàng Quốc Việt cư trú và hoạt động tại chiến khu Đông Triều",
        "Bà Nguyễn Thị Mai phát biểu. Trú tại tổ 5 có 12 hộ nghèo.",
        "Ông Trần Văn Hòa, địa chỉ email: hoa@quangninh.gov.vn",
        "bà nguyễn thị mai trú tại tổ 5",
        "Ủy ban MTTQ phường Hà Khánh, địa chỉ: tổ 5, khu 3",
        "Hộ nghèo trú tại tổ 5, khu 3 được tặng nhà"}) {
    EXPECT_THAT(Written(other), IsEmpty()) << other;
  }
}

}  // namespace
}  // namespace loa::moderation

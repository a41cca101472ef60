#include "services/units/fleet/phone.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/units/fleet/personal_data.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOkAndHolds;
using ::loa::testing::NamesField;

TEST(Phone, IsKeptInOneForm) {
  for (const char* phone :
       {"0912345678", "0912 345 678", "0912.345.678", "+84912345678",
        "(+84) 912-345-678", "0084 912 345 678", "+84 (0) 912 345 678"}) {
    EXPECT_THAT(NormalizePhone("phone", phone), IsOkAndHolds("+84912345678"))
        << phone;
  }
  EXPECT_THAT(NormalizePhone("phone", "0203 3835 123"),
              IsOkAndHolds("+842033835123"));
  EXPECT_THAT(NormalizePhone("phone", "+49 30 901820"),
              IsOkAndHolds("+4930901820"));
  EXPECT_THAT(NormalizePhone("phone", "  "), IsOkAndHolds(""));
}

TEST(Phone, RefusesWhatNobodyCanCall) {
  for (const char* phone :
       {"12345", "912345678", "0112345678", "091234567", "09123456789",
        "0912 345 67x", "+84 112 345 678", "+", "++84912345678", "09+12345678",
        "+1234567", "+1234567890123456", "+049123456789", "không có"}) {
    const auto refused = NormalizePhone("team.members[2].phone", phone);
    EXPECT_THAT(refused, HasReason("PHONE_INVALID")) << phone;
    EXPECT_THAT(refused, NamesField("team.members[2].phone"));
  }
}

TEST(PersonalData, MaskedNamesAndPhonesTellApartAndCallNobody) {
  EXPECT_EQ(Initials("Nguyễn Thị  Lan"), "N. T. L.");
  EXPECT_EQ(Initials("Đỗ Ân"), "Đ. Â.");
  EXPECT_EQ(Initials(""), "");
  EXPECT_EQ(MaskedPhone("+84912345678"), "*********678");
  EXPECT_EQ(MaskedPhone(""), "");
}

}  // namespace
}  // namespace loa::units

#include "libs/base/civil_date.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "absl/strings/str_format.h"

namespace loa::base {
namespace {

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

bool IsLeap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

// Counted by hand, month by month: the model for ParseDate and FormatDate.
TEST(CivilDate, CountsEveryDayFrom1600To2400) {
  constexpr int kMonths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Days expected = -135140;  // 1600-01-01
  for (int year = 1600; year < 2400; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int length = kMonths[month - 1] + (month == 2 && IsLeap(year));
      for (int day = 1; day <= length; ++day, ++expected) {
        const std::string text =
            absl::StrFormat("%04d-%02d-%02d", year, month, day);
        ASSERT_EQ(ParseDate(text), expected) << text;
        ASSERT_EQ(FormatDate(expected), text);
      }
      const std::string beyond =
          absl::StrFormat("%04d-%02d-%02d", year, month, length + 1);
      ASSERT_EQ(ParseDate(beyond), std::nullopt) << beyond;
    }
  }
}

TEST(CivilDate, StartsCountingAtTheEpoch) {
  EXPECT_EQ(ParseDate("1970-01-01"), 0);
  EXPECT_EQ(ParseDate("1969-12-31"), -1);
  EXPECT_EQ(ParseDate("2022-05-31"), 19143);
  EXPECT_EQ(FormatDate(*ParseDate("0001-01-01")), "0001-01-01");
  EXPECT_EQ(FormatDate(*ParseDate("9999-12-31")), "9999-12-31");
}

TEST(CivilDate, RefusesImpossibleDates) {
  for (const absl::string_view text :
       {"2022-02-29", "1900-02-29", "2100-02-29", "2022-04-31", "2022-00-10",
        "2022-13-01", "2022-01-00", "2022-01-32", "0000-01-01"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
  EXPECT_NE(ParseDate("2000-02-29"), std::nullopt);
  EXPECT_NE(ParseDate("2024-02-29"), std::nullopt);
}

TEST(CivilDate, RefusesEveryOtherForm) {
  for (const absl::string_view text :
       {"", "2022", "2022-5-31", "22-05-31", "2022/05/31", "31-05-2022",
        "2022-05-31T00:00", " 2022-05-31", "2022-05-31 ", "+022-05-31",
        "2022-+5-31", "2022-05- 1", "2022-0x-01", "20220531"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

TEST(CivilDate, KnowsForever) {
  const absl::TimeZone zone = Zone("Asia/Ho_Chi_Minh");
  EXPECT_EQ(FormatDate(kForever), "");
  EXPECT_EQ(StartOf(kForever, zone), absl::InfiniteFuture());
  EXPECT_EQ(DateAt(absl::InfiniteFuture(), zone), kForever);
}

TEST(CivilDate, BeginsAtMidnightOfTheZone) {
  const absl::TimeZone vietnam = Zone("Asia/Ho_Chi_Minh");
  const Days day = *ParseDate("2022-06-01");
  const absl::Time start = StartOf(day, vietnam);

  EXPECT_EQ(start, absl::FromUnixSeconds(1'654'016'400));  // 17:00Z before
  EXPECT_EQ(DateAt(start, vietnam), day);
  EXPECT_EQ(DateAt(start - absl::Nanoseconds(1), vietnam), day - 1);
  EXPECT_EQ(DateAt(start, absl::UTCTimeZone()), day - 1);
}

TEST(CivilDate, BeginsAtTheFirstInstantThatExists) {
  // Midnight of 2018-11-04 was skipped in São Paulo: the day began at 01:00.
  const absl::TimeZone zone = Zone("America/Sao_Paulo");
  const Days day = *ParseDate("2018-11-04");
  const absl::Time start = StartOf(day, zone);

  EXPECT_EQ(DateAt(start, zone), day);
  EXPECT_EQ(DateAt(start - absl::Nanoseconds(1), zone), day - 1);
}

}  // namespace
}  // namespace loa::base

#include "libs/base/civil_date.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace loa::base {
namespace {

constexpr size_t kDateLength = 10;  // "2022-05-31"

// The digits text[from, from + count) as a number; -1 when one is no digit.
int Digits(absl::string_view text, size_t from, size_t count) {
  int value = 0;
  for (const char c : text.substr(from, count)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

absl::CivilDay ToCivil(Days days) { return absl::CivilDay() + days; }

Days FromCivil(absl::CivilDay day) { return day - absl::CivilDay(); }

}  // namespace

std::optional<Days> ParseDate(absl::string_view text) {
  if (text.size() != kDateLength || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const int year = Digits(text, 0, 4);
  const int month = Digits(text, 5, 2);
  const int day = Digits(text, 8, 2);
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  // CivilDay carries an impossible day over into the next month.
  const absl::CivilDay civil(year, month, day);
  if (civil.month() != month || civil.day() != day) return std::nullopt;
  return FromCivil(civil);
}

std::string FormatDate(Days days) {
  if (days == kForever) return "";
  const absl::CivilDay civil = ToCivil(days);
  return absl::StrFormat("%04d-%02d-%02d", civil.year(), civil.month(),
                         civil.day());
}

std::string DayMonthYear(Days days) {
  if (days == kForever) return "";
  const absl::CivilDay civil = ToCivil(days);
  return absl::StrFormat("%02d/%02d/%04d", civil.day(), civil.month(),
                         civil.year());
}

Days DateAt(absl::Time instant, absl::TimeZone zone) {
  if (instant == absl::InfiniteFuture()) return kForever;
  return FromCivil(absl::ToCivilDay(instant, zone));
}

absl::Time StartOf(Days days, absl::TimeZone zone) {
  if (days == kForever) return absl::InfiniteFuture();
  return absl::FromCivil(ToCivil(days), zone);
}

}  // namespace loa::base

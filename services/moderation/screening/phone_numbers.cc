#include "services/moderation/screening/phone_numbers.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "services/moderation/screening/digit_groups.h"

namespace loa::moderation {
namespace {

using Groups = absl::Span<const DigitGroup>;

// 0084 and a landline of eleven digits.
constexpr size_t kMostDigits = 15;

// Words after which a number often follows without a space.
constexpr absl::string_view kLabels[] = {"đt",   "sđt",   "dt",    "sdt",
                                         "tel",  "zalo",  "viber", "phone",
                                         "call", "mobile"};

bool IsOneOf(char digit, absl::string_view digits) {
  return absl::StrContains(digits, absl::string_view(&digit, 1));
}

// 03[2-9] 05[25689] 07[06-9] 08[1-9] 09[0-46-9] and seven digits.
bool IsMobile(absl::string_view n) {
  if (n.size() != 10 || n[0] != '0') return false;
  switch (n[1]) {
    case '3':
      return IsOneOf(n[2], "23456789");
    case '5':
      return IsOneOf(n[2], "25689");
    case '7':
      return IsOneOf(n[2], "06789");
    case '8':
      return IsOneOf(n[2], "123456789");
    case '9':
      return IsOneOf(n[2], "012346789");
    default:
      return false;
  }
}

// Before September 2018: 012x, 016x, 018x, 019x and seven digits.
bool IsOldMobile(absl::string_view n) {
  return n.size() == 11 && absl::StartsWith(n, "01") && IsOneOf(n[2], "2689");
}

// 024 and 028 with eight digits, 02xx with seven; none begins with 0 or 1.
bool IsLandline(absl::string_view n) {
  if (n.size() != 11 || !absl::StartsWith(n, "02")) return false;
  const bool big_city = n[2] == '4' || n[2] == '8';
  return n[big_city ? 3 : 4] >= '2';
}

absl::string_view KindOf(absl::string_view national) {
  if (IsMobile(national)) return "vn-mobile";
  if (IsOldMobile(national)) return "vn-mobile-old";
  if (IsLandline(national)) return "vn-landline";
  return "";
}

// `digits` as dialled at home; "" when they cannot be a whole number.
std::string National(bool plus, absl::string_view digits) {
  const bool abroad =
      absl::ConsumePrefix(&digits, plus ? "84" : "0084") ||
      (digits.size() >= 11 && absl::ConsumePrefix(&digits, "84"));
  if (!abroad) return plus ? "" : std::string(digits);
  absl::ConsumePrefix(&digits, "0");  // +84 (0) 912...
  return absl::StrCat("0", digits);
}

// 84.912.345.678 with only dots or commas and groups of three is money.
bool IsAmount(Groups groups) {
  if (groups.size() < 2 || groups[0].digits.size() > 3) return false;
  if (groups[0].digits[0] == '0') return false;
  return std::all_of(groups.begin() + 1, groups.end(), [](const auto& group) {
    return group.digits.size() == 3 && group.gap == ".";
  });
}

// 07-08.12.2022 are two days of a month.
bool IsDate(Groups groups) {
  if (groups.size() < 3) return false;
  const absl::string_view year = groups.back().digits;
  if (year.size() != 4 ||
      !(absl::StartsWith(year, "19") || absl::StartsWith(year, "20"))) {
    return false;
  }
  const auto all_but_year = groups.subspan(0, groups.size() - 1);
  return std::all_of(all_but_year.begin(), all_but_year.end(),
                     [](const auto& g) { return g.digits.size() <= 2; }) &&
         std::all_of(groups.begin() + 1, groups.end(), [](const auto& g) {
           return g.gap == "." || g.gap == "-";
         });
}

// The run of non-spaces around `at`.
text::ByteSpan TokenAround(absl::string_view text, text::ByteSpan span) {
  while (span.begin > 0 && !absl::ascii_isspace(text[span.begin - 1])) {
    --span.begin;
  }
  while (span.end < text.size() && !absl::ascii_isspace(text[span.end])) {
    ++span.end;
  }
  return span;
}

// In a web address only a whole segment (zalo.me/0912345678) is a number.
bool IsPartOfAddress(absl::string_view text, text::ByteSpan span) {
  const text::ByteSpan around = TokenAround(text, span);
  const auto token = text.substr(around.begin, around.end - around.begin);
  if (!absl::StrContains(token, "://") && !absl::StartsWith(token, "www.")) {
    return false;
  }
  const char before = span.begin == 0 ? ' ' : text[span.begin - 1];
  const char after = span.end == text.size() ? ' ' : text[span.end];
  return !IsOneOf(before, "/=+ ") || !IsOneOf(after, "/?&# ");
}

// A number that is glued to a letter is an identifier, unless the word says
// that a number follows.
bool IsPartOfWord(absl::string_view text, uint32_t begin) {
  const absl::string_view before = text.substr(0, begin);
  size_t word = before.size();
  while (word > 0 && (absl::ascii_isalnum(before[word - 1]) ||
                      static_cast<unsigned char>(before[word - 1]) >= 0x80)) {
    --word;
  }
  const absl::string_view letters = before.substr(word);
  if (letters.empty()) return false;
  return std::none_of(
      std::begin(kLabels), std::end(kLabels),
      [&](absl::string_view label) { return letters == label; });
}

// The number that the groups from the first on spell, if they do; `used` says
// with how many of them.
bool Spell(absl::string_view text, Groups groups, PhoneNumber& number,
           size_t& used) {
  const uint32_t begin = groups[0].span.begin;
  const bool plus = begin > 0 && text[begin - 1] == '+';
  std::string digits;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (i > 0 && !groups[i].joined) return false;
    absl::StrAppend(&digits, groups[i].digits);
    if (digits.size() > kMostDigits) return false;
    number.national = National(plus, digits);
    number.kind = KindOf(number.national);
    if (number.kind.empty()) continue;
    const Groups taken = groups.subspan(0, i + 1);
    if (IsAmount(taken) || IsDate(taken)) return false;
    number.span = {plus ? begin - 1 : begin, groups[i].span.end};
    used = i + 1;
    return true;
  }
  return false;
}

}  // namespace

std::vector<PhoneNumber> FindPhoneNumbers(absl::string_view canonical) {
  std::vector<PhoneNumber> numbers;
  const std::vector<DigitGroup> groups = DigitGroups(canonical);
  for (size_t i = 0; i < groups.size();) {
    PhoneNumber number;
    size_t used = 1;
    if (Spell(canonical, absl::MakeConstSpan(groups).subspan(i), number,
              used) &&
        !IsPartOfWord(canonical, number.span.begin) &&
        !IsPartOfAddress(canonical, number.span)) {
      numbers.push_back(number);
      i += used;
    } else {
      ++i;
    }
  }
  return numbers;
}

}  // namespace loa::moderation

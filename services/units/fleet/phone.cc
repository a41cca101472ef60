#include "services/units/fleet/phone.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "services/units/fleet/errors.h"

namespace loa::units {
namespace {

constexpr absl::string_view kVietnam = "84";
constexpr absl::string_view kHint =
    "write it as 0912 345 678, 0203 3835 123 or +84 912 345 678";

bool IsSeparator(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')';
}

// Digits with at most one '+' in front of them, "" when there is anything else.
std::string Compact(absl::string_view phone) {
  std::string compact;
  for (const char c : phone) {
    if (IsSeparator(c)) continue;
    const bool plus = c == '+' && compact.empty();
    if (!plus && !absl::ascii_isdigit(static_cast<unsigned char>(c))) return "";
    compact += c;
  }
  return compact;
}

// `national` is what follows 0 or +84.
bool IsVietnamese(absl::string_view national) {
  if (national.empty()) return false;
  if (national[0] == '2') return national.size() == 9 || national.size() == 10;
  return absl::string_view("35789").find(national[0]) !=
             absl::string_view::npos &&
         national.size() == 9;
}

}  // namespace

absl::StatusOr<std::string> NormalizePhone(absl::string_view field,
                                           absl::string_view phone) {
  if (absl::StripAsciiWhitespace(phone).empty()) return std::string();
  const std::string compact = Compact(phone);
  absl::string_view digits = compact;
  const bool abroad =
      absl::ConsumePrefix(&digits, "+") || absl::ConsumePrefix(&digits, "00");
  if (!abroad) {
    if (!absl::ConsumePrefix(&digits, "0") || !IsVietnamese(digits)) {
      return PhoneInvalid(field, kHint);
    }
    return absl::StrCat("+", kVietnam, digits);
  }
  absl::string_view national = digits;
  if (absl::ConsumePrefix(&national, kVietnam)) {
    // "+84 (0) 912 ...": people leave the 0 in.
    absl::ConsumePrefix(&national, "0");
    if (!IsVietnamese(national)) return PhoneInvalid(field, kHint);
    return absl::StrCat("+", kVietnam, national);
  }
  if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') {
    return PhoneInvalid(field, kHint);
  }
  return absl::StrCat("+", digits);
}

}  // namespace loa::units

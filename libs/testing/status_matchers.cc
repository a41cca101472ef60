#include "libs/testing/status_matchers.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace loa::testing {
namespace {

bool IsComposed(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  return U_SUCCESS(error) &&
         nfc->isNormalized(icu::UnicodeString::fromUTF8(text), error) &&
         U_SUCCESS(error);
}

// Vowels with the marks of Vietnamese alone are in U+1EA0 to U+1EF9; beside
// them stand đ, ă, ơ and ư.
bool HasVietnameseLetter(const std::string& text) {
  const icu::UnicodeString characters = icu::UnicodeString::fromUTF8(text);
  for (int32_t i = 0; i < characters.length(); ++i) {
    const char16_t c = characters[i];
    if ((c >= 0x1EA0 && c <= 0x1EF9) || c == u'đ' || c == u'Đ' || c == u'ă' ||
        c == u'ơ' || c == u'ư') {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string DescribeStatus(const absl::Status& status) {
  if (status.ok()) return "OK";
  return absl::StrCat(absl::StatusCodeToString(status.code()), ": ",
                      status.message(), " [reason ", status::ReasonOf(status),
                      ", fields ", absl::StrJoin(status::FieldsOf(status), ","),
                      "]");
}

std::string WrongVietnamese(const absl::Status& status) {
  const std::string text = status::VietnameseOf(status);
  if (text.empty()) return "no Vietnamese message";
  if (text == status.message()) return "the Vietnamese message is the English";
  if (!IsComposed(text)) return "the Vietnamese message is not in NFC";
  if (!HasVietnameseLetter(text)) return "no Vietnamese letter in it";
  if (!absl::EndsWith(text, ".")) return "no full stop at its end";
  if (absl::StrContains(text, ": .") || absl::StrContains(text, ": (")) {
    return "nothing follows a colon in it: a fault has no Vietnamese text";
  }
  return "";
}

}  // namespace loa::testing

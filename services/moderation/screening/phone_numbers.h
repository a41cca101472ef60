#ifndef LOA_SERVICES_MODERATION_SCREENING_PHONE_NUMBERS_H_
#define LOA_SERVICES_MODERATION_SCREENING_PHONE_NUMBERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::moderation {

// A Vietnamese telephone number in a text.
struct PhoneNumber {
  text::ByteSpan span;     // of the text that was searched
  std::string national;    // digits as dialled at home: "0912345678"
  absl::string_view kind;  // "vn-mobile", "vn-mobile-old", "vn-landline"
};

// Finds telephone numbers in canonical text (libs/text/normalize.h, which has
// made full-width digits plain and dropped invisible characters), in order and
// without overlap: with 0, +84, 84 or 0084 in front, with spaces, dots,
// hyphens or brackets between the digits.  Public short numbers (113, 1900...)
// are no finding; sums of money, dates, document numbers, identity numbers and
// numbers inside web addresses are told apart.
std::vector<PhoneNumber> FindPhoneNumbers(absl::string_view canonical);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_PHONE_NUMBERS_H_

#ifndef LOA_SERVICES_MODERATION_SCREENING_NATIONAL_IDS_H_
#define LOA_SERVICES_MODERATION_SCREENING_NATIONAL_IDS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::moderation {

// A national ID number in a text.
struct NationalId {
  text::ByteSpan span;     // of the text that was searched
  absl::string_view kind;  // "vn-cccd" (12 digits), "vn-cmnd" (9 digits)
  int confidence = 0;      // percent
};

// Finds national ID numbers in canonical text, in order and without overlap.
// 12 digits are one with more or less confidence: a known province in front, a
// digit of century and sex that fits a year of birth and the words before
// ("CCCD", "căn cước", "số định danh") raise it, words of other numbers ("tài
// khoản", "vận đơn") lower it; no sign is a gate, because the structure has not
// been law since July 2024.  9 digits are one only where the words say so.
// Sums of money, telephone numbers and numbers inside longer ones, words or web
// addresses are told apart.
std::vector<NationalId> FindNationalIds(absl::string_view canonical);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_NATIONAL_IDS_H_

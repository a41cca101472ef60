#include "libs/text/compose.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace loa::text {

std::string Composed(absl::string_view original) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(original.data(), static_cast<int32_t>(original.size())));
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  std::string composed;
  // Both fail only where ICU's own data is missing.
  if (U_FAILURE(error)) return text.toUTF8String(composed);
  nfc->normalize(text, error).toUTF8String(composed);
  return composed;
}

}  // namespace loa::text

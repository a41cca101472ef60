#include "libs/platform/canonical_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace loa::platform {
namespace {

icu::UnicodeString Composed(const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return text;  // only when ICU's data is missing
  icu::UnicodeString composed = nfc->normalize(text, error);
  return U_FAILURE(error) ? text : composed;
}

}  // namespace

std::string CanonicalText(absl::string_view text) {
  const icu::UnicodeString composed = Composed(icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
  icu::UnicodeString folded;
  bool space_pending = false;
  for (int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    const UChar32 character = composed.char32At(i);
    if (u_isUWhiteSpace(character)) {
      space_pending = !folded.isEmpty();
      continue;
    }
    if (space_pending) folded.append(static_cast<UChar>(' '));
    space_pending = false;
    folded.append(character);
  }
  std::string utf8;
  folded.toUTF8String(utf8);
  return utf8;
}

}  // namespace loa::platform

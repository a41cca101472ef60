#include "libs/text/normalize.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <iterator>
#include <utility>
#include <vector>

#include "libs/status/status_macros.h"
#include "libs/text/tone_placement.h"
#include "libs/text/utf8.h"

namespace loa::text {
namespace {

constexpr char32_t kDStroke = U'đ';

const UNormalizer2& Nfc() {
  static const UNormalizer2& nfc = []() -> const UNormalizer2& {
    UErrorCode error = U_ZERO_ERROR;
    return *unorm2_getNFCInstance(&error);
  }();
  return nfc;
}

bool IsInvisible(char32_t code) {
  return u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         code == 0x2060 || code == 0xFEFF;
}

bool IsMathematical(char32_t code) {
  return code >= 0x1D400 && code <= 0x1D7FF;
}

// A letter of the mathematical alphabets, as pages use them for "bold".
char32_t PlainMathematical(char32_t code) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&error);
  UChar plain[4];
  const int32_t length = unorm2_getDecomposition(nfkc, code, plain, 4, &error);
  if (U_FAILURE(error) || length != 1) return code;
  return plain[0];
}

// One character of the original without its dress: case, width, script form.
char32_t Plain(char32_t code) {
  if (code < 0x80) return u_tolower(code);
  if (code >= 0xFF01 && code <= 0xFF5E) return u_tolower(code - 0xFEE0);
  if (const int32_t digit = u_charDigitValue(code); digit >= 0) {
    return U'0' + digit;
  }
  if (u_charType(code) == U_SPACE_SEPARATOR) return U' ';
  if (IsMathematical(code)) code = PlainMathematical(code);
  switch (code) {
    case 0x00D0:  // Ð ETH, which old keyboards gave for Đ
    case 0x00F0:  // ð
    case 0x0189:  // Ɖ AFRICAN D
    case 0x0256:  // ɖ
      return kDStroke;
    default:
      return u_tolower(code);
  }
}

// Appends `code` as UTF-16.
void AppendUtf16(char32_t code, std::u16string& text) {
  if (code < 0x10000) {
    text.push_back(static_cast<char16_t>(code));
  } else {
    text.push_back(static_cast<char16_t>(0xD7C0 + (code >> 10)));
    text.push_back(static_cast<char16_t>(0xDC00 + (code & 0x3FF)));
  }
}

// Composes one run of characters that interact with each other and with
// nothing around them; all that comes out stems from the whole run.
void AppendComposed(const std::vector<Character>& run,
                    std::vector<Character>& out) {
  if (run.empty()) return;
  const ByteSpan bytes = {run.front().bytes.begin, run.back().bytes.end};
  std::u16string raw;
  for (const Character& character : run) AppendUtf16(character.code, raw);
  std::u16string composed(raw.size() * 3 + 1, u'\0');
  UErrorCode error = U_ZERO_ERROR;
  const int32_t length = unorm2_normalize(
      &Nfc(), raw.data(), static_cast<int32_t>(raw.size()), composed.data(),
      static_cast<int32_t>(composed.size()), &error);
  for (int32_t next = 0; next < length;) {
    UChar32 code;
    U16_NEXT(composed.data(), next, length, code);
    out.push_back({static_cast<char32_t>(code), bytes});
  }
}

std::vector<Character> Compose(const std::vector<Character>& characters) {
  std::vector<Character> composed;
  composed.reserve(characters.size());
  std::vector<Character> run;
  for (const Character& character : characters) {
    if (IsInvisible(character.code)) continue;
    const Character plain = {Plain(character.code), character.bytes};
    if (unorm2_hasBoundaryBefore(&Nfc(), plain.code)) {
      AppendComposed(run, composed);
      run.clear();
    }
    run.push_back(plain);
  }
  AppendComposed(run, composed);
  return composed;
}

void AppendTo(View& view, const Character& character) {
  view.origin.Append(static_cast<uint32_t>(view.text.size()), character.bytes);
  AppendUtf8(character.code, view.text);
}

View CanonicalView(const std::vector<Character>& characters) {
  std::vector<Character> composed = Compose(characters);
  PlaceTones(composed);
  View view;
  view.text.reserve(characters.size());
  for (const Character& character : composed) AppendTo(view, character);
  return view;
}

// The letter under all marks of `code`; 0 when `code` is nothing but a mark;
// `code` itself when it is not a letter with marks (a Hangul syllable).
char32_t WithoutMarks(char32_t code) {
  if (code < 0x80) return code;
  if (code == kDStroke) return U'd';
  if (u_charType(code) == U_NON_SPACING_MARK) return 0;
  UErrorCode error = U_ZERO_ERROR;
  UChar parts[32];
  const int32_t length =
      unorm2_getDecomposition(&Nfc(), code, parts, 32, &error);
  if (U_FAILURE(error) || length <= 0) return code;
  int32_t next = 0;
  UChar32 base;
  U16_NEXT(parts, next, length, base);
  while (next < length) {
    UChar32 mark;
    U16_NEXT(parts, next, length, mark);
    if (u_charType(mark) != U_NON_SPACING_MARK) return code;
  }
  return base;
}

}  // namespace

absl::StatusOr<View> Canonicalize(absl::string_view original) {
  ASSIGN_OR_RETURN(const std::vector<Character> characters, Decode(original));
  return CanonicalView(characters);
}

View Fold(const View& canonical) {
  View folded;
  folded.text.reserve(canonical.text.size());
  for (const Character& character : DecodeLossy(canonical.text)) {
    const char32_t base = WithoutMarks(character.code);
    if (base == 0) continue;
    AppendTo(folded, {base, canonical.origin.ToOriginal(character.bytes)});
  }
  return folded;
}

std::string CanonicalText(absl::string_view original) {
  return CanonicalView(DecodeLossy(original)).text;
}

std::string FoldedText(absl::string_view original) {
  return Fold(CanonicalView(DecodeLossy(original))).text;
}

}  // namespace loa::text

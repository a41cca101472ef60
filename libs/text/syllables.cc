#include "libs/text/syllables.h"

#include <unicode/uchar.h>

#include "libs/text/utf8.h"

namespace loa::text {
namespace {

bool IsWordCharacter(char32_t code) {
  return u_isalnum(code) != 0 || u_charType(code) == U_NON_SPACING_MARK;
}

}  // namespace

std::vector<ByteSpan> Syllables(absl::string_view text) {
  std::vector<ByteSpan> syllables;
  bool inside = false;
  for (const Character& character : DecodeLossy(text)) {
    if (!IsWordCharacter(character.code)) {
      inside = false;
      continue;
    }
    if (!inside) syllables.push_back(character.bytes);
    syllables.back().end = character.bytes.end;
    inside = true;
  }
  return syllables;
}

}  // namespace loa::text

#include "libs/text/tone_placement.h"

#include <unicode/uchar.h>

#include <cstddef>

namespace loa::text {
namespace {

// One vowel with each of the five tone marks, in one order.
constexpr char32_t kA[] = U"àáảãạ";
constexpr char32_t kE[] = U"èéẻẽẹ";
constexpr char32_t kY[] = U"ỳýỷỹỵ";
constexpr char32_t kO[] = U"òóỏõọ";
constexpr char32_t kU[] = U"ùúủũụ";

struct Rhyme {
  char32_t first;  // the vowel that may take the tone
  const char32_t* toned_first;
  char32_t second;  // the vowel that has it
  const char32_t* toned_second;
};
constexpr Rhyme kOpenRhymes[] = {
    {U'o', kO, U'a', kA}, {U'o', kO, U'e', kE}, {U'u', kU, U'y', kY}};
constexpr int kTones = 5;

// Does the syllable, or its last letter with a loose mark, go on at `at`?
bool GoesOn(const std::vector<Character>& text, size_t at) {
  return at < text.size() && (u_isalpha(text[at].code) ||
                              u_charType(text[at].code) == U_NON_SPACING_MARK);
}

void MoveTone(Character& first, Character& second) {
  for (const Rhyme& rhyme : kOpenRhymes) {
    if (first.code != rhyme.first) continue;
    for (int tone = 0; tone < kTones; ++tone) {
      if (second.code != rhyme.toned_second[tone]) continue;
      first.code = rhyme.toned_first[tone];
      second.code = rhyme.second;
      return;
    }
  }
}

}  // namespace

void PlaceTones(std::vector<Character>& text) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    const bool after_q = i > 0 && text[i - 1].code == U'q';
    if (after_q || GoesOn(text, i + 2)) continue;
    MoveTone(text[i], text[i + 1]);
  }
}

}  // namespace loa::text

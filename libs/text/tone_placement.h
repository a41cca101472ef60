#ifndef LOA_LIBS_TEXT_TONE_PLACEMENT_H_
#define LOA_LIBS_TEXT_TONE_PLACEMENT_H_

#include <vector>

#include "libs/text/utf8.h"

namespace loa::text {

// Two spellings are both right for the open rhymes oa, oe and uy: hòa and hoà,
// khỏe and khoẻ, thụy and thuỵ.  Moves the tone to the first vowel, the older
// and commoner way.  After q the u belongs to the consonant (quý): untouched.
// `text` is composed and in lower case; positions do not change.
void PlaceTones(std::vector<Character>& text);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_TONE_PLACEMENT_H_

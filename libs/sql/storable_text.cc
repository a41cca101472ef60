#include "libs/sql/storable_text.h"

#include <cstddef>
#include <cstdint>

namespace loa::sql {
namespace {

// The length of the well-formed sequence that `text` starts with, 0 for none
// (overlong forms, surrogates and points over U+10FFFF are none).
size_t SequenceLength(absl::string_view text) {
  const auto byte = [text](size_t i) -> uint8_t {
    return i < text.size() ? static_cast<uint8_t>(text[i]) : 0;
  };
  const auto continues = [&](size_t i, uint8_t low = 0x80,
                             uint8_t high = 0xbf) {
    return byte(i) >= low && byte(i) <= high;
  };
  const uint8_t first = byte(0);
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const uint8_t low = first == 0xe0 ? 0xa0 : 0x80;
    const uint8_t high = first == 0xed ? 0x9f : 0xbf;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const uint8_t low = first == 0xf0 ? 0x90 : 0x80;
    const uint8_t high = first == 0xf4 ? 0x8f : 0xbf;
    return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool IsStorableText(absl::string_view text) {
  while (!text.empty()) {
    const uint8_t first = static_cast<uint8_t>(text[0]);
    if (first == 0) return false;
    const size_t length = first < 0x80 ? 1 : SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace loa::sql

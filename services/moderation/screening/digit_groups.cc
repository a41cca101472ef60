#include "services/moderation/screening/digit_groups.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "libs/text/utf8.h"

namespace loa::moderation {
namespace {

// " - " is the longest gap that people write inside a number.
constexpr size_t kLongestGap = 3;

bool IsSeparator(char32_t code) {
  switch (code) {
    case U' ':
    case U'.':
    case U'-':
    case U'_':
    case U'(':
    case U')':
    case U'\u00B7':  // middle dot
    case U'\u2022':  // bullet
    case U'\u2212':  // minus
      return true;
    default:
      return code >= 0x2010 && code <= 0x2015;  // hyphens and dashes
  }
}

bool CanJoin(absl::string_view gap) {
  const auto characters = text::DecodeLossy(gap);
  if (characters.empty() || characters.size() > kLongestGap) return false;
  for (const text::Character& character : characters) {
    if (!IsSeparator(character.code)) return false;
  }
  return true;
}

}  // namespace

std::vector<DigitGroup> DigitGroups(absl::string_view text) {
  std::vector<DigitGroup> groups;
  size_t last_end = 0;
  size_t at = 0;
  while (at < text.size()) {
    if (!absl::ascii_isdigit(text[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && absl::ascii_isdigit(text[at])) ++at;
    DigitGroup group;
    group.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(at)};
    group.digits = text.substr(begin, at - begin);
    group.gap = text.substr(last_end, begin - last_end);
    group.joined = !groups.empty() && CanJoin(group.gap);
    groups.push_back(group);
    last_end = at;
  }
  return groups;
}

}  // namespace loa::moderation

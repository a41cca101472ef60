#include "services/moderation/screening/digit_context.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/text/normalize.h"

namespace loa::moderation {
namespace {

// Enough for "số căn cước công dân của ông ... là".
constexpr uint32_t kWindowBytes = 90;

bool TouchesWord(char c) {
  return absl::ascii_isalnum(c) || static_cast<unsigned char>(c) >= 0x80 ||
         c == '_';
}

bool EndsSentence(absl::string_view text, size_t at) {
  const char c = text[at];
  if (c == '\n' || c == ';' || c == '!' || c == '?') return true;
  return c == '.' && at + 1 < text.size() && text[at + 1] == ' ';
}

}  // namespace

std::string WordsBefore(absl::string_view canonical, uint32_t begin) {
  size_t from = begin - std::min(begin, kWindowBytes);
  // Not inside a character.
  while (from < begin &&
         (static_cast<unsigned char>(canonical[from]) & 0xC0) == 0x80) {
    ++from;
  }
  for (size_t at = from; at < begin; ++at) {
    if (EndsSentence(canonical, at)) from = at + 1;
  }
  std::string words = " ";
  for (const char c : text::FoldedText(canonical.substr(from, begin - from))) {
    if (absl::ascii_isalnum(c)) {
      words += c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

size_t LastLabel(absl::string_view words,
                 absl::Span<const absl::string_view> labels) {
  size_t last = 0;
  for (const absl::string_view label : labels) {
    const std::string whole = absl::StrCat(" ", label, " ");
    const size_t at = words.rfind(whole);
    if (at == absl::string_view::npos) continue;
    last = std::max(last, at + whole.size() - 1);
  }
  return last;
}

bool IsPartOfMore(absl::string_view canonical, text::ByteSpan span) {
  if (span.begin > 0 && (TouchesWord(canonical[span.begin - 1]) ||
                         canonical[span.begin - 1] == '+')) {
    return true;
  }
  if (span.end < canonical.size() && TouchesWord(canonical[span.end])) {
    return true;
  }
  size_t begin = span.begin;
  while (begin > 0 && !absl::ascii_isspace(canonical[begin - 1])) --begin;
  const absl::string_view token = canonical.substr(begin, span.begin - begin);
  return absl::StrContains(token, "://") || absl::StartsWith(token, "www.");
}

}  // namespace loa::moderation

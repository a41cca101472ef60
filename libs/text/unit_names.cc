#include "libs/text/unit_names.h"

#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/text/normalize.h"
#include "libs/text/syllables.h"

namespace loa::text {
namespace {

struct Abbreviation {
  absl::string_view letters;
  absl::string_view words;
  bool needs_dot;
};
constexpr Abbreviation kAbbreviations[] = {
    {"tp", "thanh pho", false}, {"tx", "thi xa", false},
    {"tt", "thi tran", false},  {"dk", "dac khu", false},
    {"h", "huyen", true},       {"p", "phuong", true},
    {"x", "xa", true},          {"q", "quan", true},
    {"t", "tinh", true},
};

absl::string_view WrittenOut(absl::string_view word, bool dot) {
  for (const Abbreviation& abbreviation : kAbbreviations) {
    if (word != abbreviation.letters) continue;
    if (dot || !abbreviation.needs_dot) return abbreviation.words;
  }
  return word;
}

}  // namespace

std::string SearchKey(absl::string_view name) {
  const std::string folded = FoldedText(name);
  std::string key;
  for (const ByteSpan span : Syllables(folded)) {
    const auto word =
        absl::string_view(folded).substr(span.begin, span.end - span.begin);
    const bool dot = span.end < folded.size() && folded[span.end] == '.';
    absl::StrAppend(&key, key.empty() ? "" : " ", WrittenOut(word, dot));
  }
  return key;
}

}  // namespace loa::text

#include "services/content/search/index_words.h"

#include <algorithm>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/text/normalize.h"
#include "libs/text/syllables.h"
#include "services/content/search/near_words.h"

namespace loa::content {
namespace {

// The first letter keeps the classes of words apart.
IndexWord HashOf(char kind, absl::string_view word) {
  const std::string hash =
      base::Sha256(absl::StrCat(absl::string_view(&kind, 1), word));
  uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) {
    bits = bits << 8 | static_cast<unsigned char>(hash[i]);
  }
  return static_cast<IndexWord>(bits & std::numeric_limits<int64_t>::max());
}

void SortOnce(std::vector<IndexWord>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

IndexWord ExactWord(absl::string_view syllable) {
  return HashOf('e', syllable);
}

IndexWord FoldedWord(absl::string_view syllable) {
  return HashOf('f', syllable);
}

IndexWord PairWord(absl::string_view first, absl::string_view second) {
  return HashOf('p', absl::StrCat(first, " ", second));
}

IndexWord KindWord(v1::SearchHit::Kind kind) {
  return HashOf('k', absl::StrCat(static_cast<int>(kind)));
}

IndexWord PostKindWord(v1::Post::Kind kind) {
  return HashOf('a', absl::StrCat(static_cast<int>(kind)));
}

IndexWord TopicWord(absl::string_view topic) { return HashOf('t', topic); }

IndexWord ShownInWord(absl::string_view unit) { return HashOf('u', unit); }

std::vector<std::string> CanonicalSyllables(absl::string_view text) {
  const std::string canonical = text::CanonicalText(text);
  std::vector<std::string> syllables;
  for (const text::ByteSpan span : text::Syllables(canonical)) {
    syllables.push_back(canonical.substr(span.begin, span.end - span.begin));
  }
  return syllables;
}

IndexedText IndexText(const std::vector<absl::string_view>& fields) {
  IndexedText indexed;
  indexed.text.push_back(' ');
  std::set<std::string> spellings;
  for (const absl::string_view field : fields) {
    if (indexed.text.size() > 1) absl::StrAppend(&indexed.text, "| ");
    const std::string* before = nullptr;
    const std::vector<std::string> syllables = CanonicalSyllables(field);
    for (const std::string& syllable : syllables) {
      absl::StrAppend(&indexed.text, syllable, " ");
      std::string folded = text::FoldedText(syllable);
      indexed.words.push_back(ExactWord(syllable));
      indexed.words.push_back(FoldedWord(folded));
      if (before != nullptr) {
        indexed.words.push_back(PairWord(*before, syllable));
      }
      before = &syllable;
      if (MayBeMeant(folded)) spellings.insert(std::move(folded));
    }
  }
  SortOnce(indexed.words);
  indexed.spellings.assign(spellings.begin(), spellings.end());
  return indexed;
}

}  // namespace loa::content

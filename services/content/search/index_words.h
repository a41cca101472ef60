#ifndef LOA_SERVICES_CONTENT_SEARCH_INDEX_WORDS_H_
#define LOA_SERVICES_CONTENT_SEARCH_INDEX_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "loa/content/v1/post.pb.h"
#include "loa/content/v1/search_service.pb.h"

// The words under which an entry is found. A word is kept as a hash: 63 bits
// of its SHA-256, so that no dictionary must be read or locked to write one.
// Two words share a hash with a chance of one in 10^7 among a million of them;
// then one may be found by the other.
namespace loa::content {

using IndexWord = int64_t;

// A syllable as it is written ("kế"), without marks ("ke"), and two syllables
// side by side as they are written ("kế hoạch").
IndexWord ExactWord(absl::string_view syllable);
IndexWord FoldedWord(absl::string_view syllable);
IndexWord PairWord(absl::string_view first, absl::string_view second);

// Every entry of a kind, every post of a kind, every post with a topic, every
// post shown on a page of a unit.
IndexWord KindWord(v1::SearchHit::Kind kind);
IndexWord PostKindWord(v1::Post::Kind kind);
IndexWord TopicWord(absl::string_view topic);
IndexWord ShownInWord(absl::string_view unit);

// The syllables of a text in canonical form: lower case, marks in their
// places (libs/text/normalize.h). "141/KH-MTTQ" gives 141, kh, mttq.
std::vector<std::string> CanonicalSyllables(absl::string_view text);

// What search knows of the words of an entry.
struct IndexedText {
  // As search_entry.text: " kế hoạch 141 | trang cộng đồng ".
  std::string text;
  // Exact, folded and pairs, each once, in order.
  std::vector<IndexWord> words;
  // Folded syllables that a misspelled one may have meant, each once, in
  // order (near_words.h).
  std::vector<std::string> spellings;
};
// `fields` stand apart: no phrase reaches from one into the next.
IndexedText IndexText(const std::vector<absl::string_view>& fields);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_INDEX_WORDS_H_

#ifndef LOA_SERVICES_CONTENT_SEARCH_NEAR_WORDS_H_
#define LOA_SERVICES_CONTENT_SEARCH_NEAR_WORDS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"

// What a word that nothing holds may have meant.
namespace loa::content {

// The fewest insertions, deletions, replacements and swaps of neighbours that
// make `b` of `a`, both ASCII; `most` + 1 when it takes more than `most`.
int SpellingDistance(absl::string_view a, absl::string_view b, int most);

// How far from `folded` a word may be that it is taken for: 0 (none) for what
// is short or not of letters alone, because another number or a short
// syllable is another word; 1 from five letters on, 2 from eight.
int MostDistance(absl::string_view folded);

// May `folded` be what a misspelled word meant? Then it is kept in
// search_word.
bool MayBeMeant(absl::string_view folded);

// The words of search_word that `folded` may have meant: the nearest first,
// then in order. Compares with at most 50,000 words of about its length.
absl::StatusOr<std::vector<std::string>> ReadNearWords(
    sql::Tx& tx, absl::string_view folded);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_NEAR_WORDS_H_

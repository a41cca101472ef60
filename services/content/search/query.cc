#include "services/content/search/query.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/text/normalize.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

using Hit = v1::SearchHit;

constexpr size_t kWordsBefore = 5;
constexpr size_t kWordsOfExcerpt = 20;
// Where a long text is looked at for its excerpt.
constexpr size_t kExcerptBytes = 8000;

}  // namespace

absl::StatusOr<Query> Query::Parse(absl::string_view text) {
  Query query;
  query.exact_ = CanonicalSyllables(text);
  if (query.exact_.empty()) return SearchQueryEmpty();
  if (query.exact_.size() > kMostWords) {
    return SearchQueryTooLong(static_cast<int64_t>(query.exact_.size()),
                              kMostWords);
  }
  for (const std::string& word : query.exact_) {
    query.folded_.push_back(text::FoldedText(word));
  }
  query.phrase_ = absl::StrCat(" ", absl::StrJoin(query.exact_, " "), " ");
  return query;
}

Query Query::OfFolded(std::vector<std::string> words) {
  Query query;
  query.folded_ = std::move(words);
  return query;
}

std::vector<IndexWord> Query::WordsOf(Hit::Tier tier) const {
  std::vector<IndexWord> words;
  switch (tier) {
    case Hit::PHRASE:
      if (exact_.size() == 1) return {ExactWord(exact_[0])};
      for (size_t i = 0; i + 1 < exact_.size(); ++i) {
        words.push_back(PairWord(exact_[i], exact_[i + 1]));
      }
      return words;
    case Hit::EXACT:
      if (exact_.size() == 1) return words;
      for (const std::string& word : exact_) words.push_back(ExactWord(word));
      return words;
    default:
      for (const std::string& word : folded_) words.push_back(FoldedWord(word));
      return words;
  }
}

bool Query::HasPhrase(absl::string_view text) const {
  return absl::StrContains(text, phrase_);
}

bool Query::HasAllExact(absl::string_view text) const {
  return std::all_of(
      exact_.begin(), exact_.end(), [text](const std::string& word) {
        return absl::StrContains(text, absl::StrCat(" ", word, " "));
      });
}

bool Query::IsOf(Hit::Tier tier, absl::string_view text) const {
  switch (tier) {
    case Hit::PHRASE:
      return HasPhrase(text);
    case Hit::EXACT:
      return HasAllExact(text) && !HasPhrase(text);
    case Hit::FOLDED:
      return !HasAllExact(text);
    default:
      return true;
  }
}

std::string Query::ExcerptOf(absl::string_view text) const {
  const absl::string_view beginning = text.substr(0, kExcerptBytes);
  // A cut inside of a character leaves a last word that folds to no match.
  std::vector<std::string> words = absl::StrSplit(beginning, ' ');
  if (beginning.size() < text.size()) words.pop_back();
  words.erase(std::remove_if(words.begin(), words.end(),
                             [](const std::string& word) {
                               return word.empty() || word == "|";
                             }),
              words.end());
  const auto first =
      std::find_if(words.begin(), words.end(), [this](const std::string& word) {
        return absl::c_linear_search(folded_, text::FoldedText(word));
      });
  size_t from = first == words.end() ? 0 : first - words.begin();
  from -= std::min(from, kWordsBefore);
  const size_t until = std::min(words.size(), from + kWordsOfExcerpt);
  return absl::StrJoin(words.begin() + from, words.begin() + until, " ");
}

}  // namespace loa::content

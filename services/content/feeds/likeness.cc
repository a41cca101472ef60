#include "services/content/feeds/likeness.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "services/content/feeds/feed_items.h"
#include "services/content/search/word_scan.h"

namespace loa::content {
namespace {

constexpr int kNewestOfAWord = 64;
constexpr size_t kCompared = 300;
constexpr size_t kMostTitleWords = 24;

constexpr int64_t kTopicScore = 8;
constexpr int64_t kUnitScore = 4;
constexpr int64_t kTitleScore = 1;

constexpr absl::string_view kHeld =
    "SELECT entry, word FROM search_posting WHERE entry IN (@bigints($1))"
    " AND word IN (@bigints($2)) ORDER BY entry, word";

constexpr absl::string_view kOfUnit =
    "SELECT entry FROM search_entry WHERE entry IN (@bigints($1))"
    " AND unit = $2 ORDER BY entry";

// What a shared word adds to the score.
using Weights = std::map<IndexWord, int64_t>;
// The newest first: (-at, -entry).
using Newest = std::set<std::pair<int64_t, int64_t>>;

absl::StatusOr<Weights> WeightsOf(sql::Tx& tx, const SearchEntry& entry) {
  Weights weights;
  for (const std::string& syllable : CanonicalSyllables(entry.title)) {
    if (weights.size() == kMostTitleWords) break;
    weights.emplace(FoldedWord(text::FoldedText(syllable)), kTitleScore);
  }
  ASSIGN_OR_RETURN(const v1::Revision content, ReadShownContent(tx, entry));
  for (const std::string& topic : content.topics()) {
    weights[TopicWord(topic)] = kTopicScore;
  }
  return weights;
}

absl::Status AddNewest(sql::Tx& tx, IndexWord word, Newest& newest) {
  ASSIGN_OR_RETURN(WordScan scan,
                   WordScan::Start(tx, {word, KindWord(v1::SearchHit::POST)},
                                   absl::InfinitePast(), absl::InfiniteFuture(),
                                   ScanPlace()));
  ScanBudget budget(kNewestOfAWord);
  ASSIGN_OR_RETURN(const std::vector<ScanPlace> places, scan.Next(budget));
  for (const ScanPlace& place : places)
    newest.insert({-place.at, -place.entry});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Likeness>> ReadAlike(sql::Tx& tx,
                                                const SearchEntry& entry) {
  ASSIGN_OR_RETURN(const Weights weights, WeightsOf(tx, entry));
  Newest newest;
  std::vector<int64_t> words;
  for (const auto& [word, weight] : weights) {
    words.push_back(word);
    RETURN_IF_ERROR(AddNewest(tx, word, newest));
  }
  newest.erase({-absl::ToUnixMicros(entry.at), -entry.number});
  std::map<int64_t, Likeness> by_entry;
  std::vector<int64_t> numbers;
  for (const auto& [at, number] : newest) {
    if (numbers.size() == kCompared) break;
    numbers.push_back(-number);
    by_entry[-number] = {.at = -at, .entry = -number};
  }
  ASSIGN_OR_RETURN(const sql::Rows held, tx.Run(kHeld, sql::JsonArray(numbers),
                                                sql::JsonArray(words)));
  for (const sql::Row row : held) {
    by_entry[row.Int(0)].score += weights.at(row.Int(1));
  }
  ASSIGN_OR_RETURN(const sql::Rows of_unit,
                   tx.Run(kOfUnit, sql::JsonArray(numbers), entry.unit));
  for (const sql::Row row : of_unit) by_entry[row.Int(0)].score += kUnitScore;
  std::vector<Likeness> alike;
  for (const auto& [number, likeness] : by_entry) alike.push_back(likeness);
  std::sort(alike.begin(), alike.end());
  return alike;
}

}  // namespace loa::content

#include "services/content/search/word_scan.h"

#include <algorithm>
#include <limits>

#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

// Words that are commoner are equally common.
constexpr int kCountedAtMost = 500;
constexpr int kRowsAtMost = 1024;

constexpr absl::string_view kCount =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM"
    " (SELECT entry FROM search_posting WHERE word = $1 LIMIT $2) c";

// at <= $2 alone bounds the index; the rest is the keyset.
#define LOA_POSTINGS_AFTER                                  \
  " FROM search_posting p WHERE p.word = $1 AND p.at <= $2" \
  " AND p.at >= $3 AND (p.at < $2 OR p.entry < $4)"         \
  " ORDER BY p.at DESC, p.entry DESC LIMIT $5"

constexpr absl::string_view kOfOneWord =
    "SELECT p.at, p.entry, CAST(0 AS BIGINT)" LOA_POSTINGS_AFTER;

// With how many of the other words each has.
constexpr absl::string_view kOfWords =
    "SELECT p.at, p.entry, (SELECT CAST(COUNT(*) AS BIGINT)"
    " FROM search_posting o WHERE o.entry = p.entry"
    " AND o.word IN (@bigints($6)))" LOA_POSTINGS_AFTER;

}  // namespace

std::vector<int64_t> EntriesOf(const std::vector<ScanPlace>& places) {
  std::vector<int64_t> entries;
  for (const ScanPlace& place : places) entries.push_back(place.entry);
  return entries;
}

absl::StatusOr<WordScan> WordScan::Start(sql::Tx& tx,
                                         std::vector<IndexWord> words,
                                         absl::Time from, absl::Time until,
                                         ScanPlace place) {
  const int64_t last = absl::ToUnixMicros(until) - 1;
  if (last < place.at) {
    place = {last, std::numeric_limits<int64_t>::max()};
  }
  WordScan scan(tx, from, place);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  int64_t rarest = std::numeric_limits<int64_t>::max();
  for (const IndexWord word : words) {
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     tx.Run(kCount, word, kCountedAtMost));
    if (rows[0].Int(0) < rarest) {
      rarest = rows[0].Int(0);
      scan.driver_ = word;
    }
  }
  scan.done_ = rarest == 0;
  words.erase(std::remove(words.begin(), words.end(), scan.driver_),
              words.end());
  scan.other_count_ = static_cast<int64_t>(words.size());
  scan.others_ = sql::JsonArray(words);
  return scan;
}

absl::StatusOr<std::vector<ScanPlace>> WordScan::Next(ScanBudget& budget) {
  std::vector<ScanPlace> places;
  const int limit = std::min(rows_, budget.left());
  if (done_ || limit <= 0) return places;
  const absl::StatusOr<sql::Rows> rows =
      other_count_ == 0
          ? tx_.Run(kOfOneWord, driver_, place_.at, from_, place_.entry, limit)
          : tx_.Run(kOfWords, driver_, place_.at, from_, place_.entry, limit,
                    others_);
  RETURN_IF_ERROR(rows.status());
  for (const sql::Row row : *rows) {
    place_ = {row.Int(0), row.Int(1)};
    if (row.Int(2) == other_count_) places.push_back(place_);
  }
  budget.Spend(static_cast<int>(rows->size()));
  done_ = static_cast<int>(rows->size()) < limit;
  rows_ = std::min(rows_ * 2, kRowsAtMost);
  return places;
}

}  // namespace loa::content

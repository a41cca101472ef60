#include "services/content/search/near_words.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr size_t kLeastLetters = 5;
constexpr size_t kLettersOfTwo = 8;
constexpr size_t kMostLetters = 32;
constexpr int kComparedAtMost = 50000;

constexpr absl::string_view kOfLength =
    "SELECT word FROM search_word WHERE length >= $1 AND length <= $2"
    " ORDER BY length, word LIMIT $3";

bool IsOfLetters(absl::string_view word) {
  return std::all_of(word.begin(), word.end(), absl::ascii_islower);
}

}  // namespace

int SpellingDistance(absl::string_view a, absl::string_view b, int most) {
  const int rows = static_cast<int>(a.size());
  const int columns = static_cast<int>(b.size());
  if (std::abs(rows - columns) > most) return most + 1;
  // Three rows of the table: the one before the last serves for swaps.
  std::vector<int> before(columns + 1);
  std::vector<int> last(columns + 1);
  std::vector<int> row(columns + 1);
  for (int j = 0; j <= columns; ++j) last[j] = j;
  for (int i = 1; i <= rows; ++i) {
    row[0] = i;
    for (int j = 1; j <= columns; ++j) {
      const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[columns], most + 1);
}

int MostDistance(absl::string_view folded) {
  if (folded.size() < kLeastLetters || folded.size() > kMostLetters ||
      !IsOfLetters(folded)) {
    return 0;
  }
  return folded.size() < kLettersOfTwo ? 1 : 2;
}

bool MayBeMeant(absl::string_view folded) {
  return folded.size() + 1 >= kLeastLetters &&
         folded.size() <= kMostLetters + 2 && IsOfLetters(folded);
}

absl::StatusOr<std::vector<std::string>> ReadNearWords(
    sql::Tx& tx, absl::string_view folded) {
  const int most = MostDistance(folded);
  std::vector<std::string> words;
  if (most == 0) return words;
  const auto length = static_cast<int64_t>(folded.size());
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kOfLength, length - most, length + most, kComparedAtMost));
  std::vector<std::pair<int, std::string>> near;
  for (const sql::Row row : rows) {
    const int distance = SpellingDistance(folded, row.Text(0), most);
    if (distance >= 1 && distance <= most)
      near.push_back({distance, row.Text(0)});
  }
  std::sort(near.begin(), near.end());
  for (auto& [distance, word] : near) words.push_back(std::move(word));
  return words;
}

}  // namespace loa::content

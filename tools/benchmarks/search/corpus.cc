#include "tools/benchmarks/search/corpus.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/text/normalize.h"

namespace loa::bench {
namespace {

constexpr const char* kOnsets[] = {"b",  "c", "ch", "d",  "đ",  "g",  "h",
                                   "kh", "l", "m",  "n",  "ng", "nh", "ph",
                                   "qu", "s", "t",  "th", "tr", "v",  "x"};
constexpr const char* kVowels[] = {"a", "à", "á", "ả", "â",  "ấ",  "o", "ô",
                                   "ố", "ơ", "ư", "ứ", "i",  "í",  "ê", "ế",
                                   "u", "ú", "e", "é", "iê", "ươ", "ạ", "ộ"};
constexpr const char* kCodas[] = {"", "n", "ng", "m", "t"};

}  // namespace

Corpus::Corpus() {
  for (const char* onset : kOnsets) {
    for (const char* vowel : kVowels) {
      for (const char* coda : kCodas) {
        syllables_.push_back(absl::StrCat(onset, vowel, coda));
      }
    }
  }
  std::mt19937_64 random(141);
  std::shuffle(syllables_.begin(), syllables_.end(), random);
  double sum = 0;
  for (size_t i = 0; i < syllables_.size(); ++i) {
    sum += 1.0 / static_cast<double>(i + 5);
    cumulative_.push_back(sum);
  }
}

const std::string& Corpus::Syllable(std::mt19937_64& random) const {
  const double share =
      static_cast<double>(random() >> 11) * 0x1.0p-53 * cumulative_.back();
  const auto at =
      std::lower_bound(cumulative_.begin(), cumulative_.end(), share);
  return syllables_[at - cumulative_.begin()];
}

std::string Corpus::Text(int64_t number, int syllables) const {
  std::mt19937_64 random(static_cast<uint64_t>(number) * 2 + 1);
  std::vector<std::string> words;
  for (int i = 0; i < syllables; ++i) words.push_back(Syllable(random));
  return absl::StrJoin(words, " ");
}

std::string Corpus::Query(int number) const {
  std::mt19937_64 random(static_cast<uint64_t>(number) * 2 + 4096);
  const auto of_rank = [&](size_t from, size_t until) -> const std::string& {
    return syllables_[from + random() % (until - from)];
  };
  std::string query;
  switch (number % 3) {
    case 0:
      query = absl::StrCat(of_rank(0, 20), " ", of_rank(0, 20));
      break;
    case 1:
      query = absl::StrCat(of_rank(0, 20), " ", of_rank(300, 1500));
      break;
    default:
      query = Text(static_cast<int64_t>(random() % 1000), 2);
  }
  return number % 2 == 0 ? query : text::FoldedText(query);
}

}  // namespace loa::bench

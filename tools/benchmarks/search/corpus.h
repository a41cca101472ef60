#ifndef LOA_TOOLS_BENCHMARKS_SEARCH_CORPUS_H_
#define LOA_TOOLS_BENCHMARKS_SEARCH_CORPUS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace loa::bench {

// A language like Vietnamese: about 2,500 syllables that differ in their marks
// as much as in their letters, used as Zipf says. The same for every run.
class Corpus {
 public:
  Corpus();

  // `syllables` of a text that depends on `number` alone.
  std::string Text(int64_t number, int syllables) const;

  // Two words to look for: common and common, common and rare, or as they are
  // said side by side in some text; every third without its marks.
  std::string Query(int number) const;

 private:
  const std::string& Syllable(std::mt19937_64& random) const;

  std::vector<std::string> syllables_;  // the commonest first
  std::vector<double> cumulative_;      // of their shares
};

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_SEARCH_CORPUS_H_

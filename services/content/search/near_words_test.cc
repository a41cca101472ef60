#include "services/content/search/near_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace loa::content {
namespace {

TEST(NearWords, DistanceCountsEditsAndSwapsOfNeighbours) {
  EXPECT_EQ(SpellingDistance("fanpape", "fanpage", 2), 1);
  EXPECT_EQ(SpellingDistance("fanpgae", "fanpage", 2), 1);
  EXPECT_EQ(SpellingDistance("fanpage", "fanpage", 2), 0);
  EXPECT_EQ(SpellingDistance("fanpages", "fanpage", 2), 1);
  EXPECT_EQ(SpellingDistance("facebok", "facebook", 2), 1);
  EXPECT_EQ(SpellingDistance("fakebok", "facebook", 2), 2);
  EXPECT_EQ(SpellingDistance("", "ab", 2), 2);
}

TEST(NearWords, DistanceIsCutAtTheMostThatMatters) {
  EXPECT_EQ(SpellingDistance("fanpage", "zalo", 2), 3);
  EXPECT_EQ(SpellingDistance("abcdefgh", "hgfedcba", 1), 2);
}

// The textbook recursion, without a table.
int Naive(absl::string_view a, absl::string_view b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  const auto tail = [](absl::string_view text, size_t n) {
    return text.substr(0, text.size() - n);
  };
  int best = std::min(
      {Naive(tail(a, 1), b) + 1, Naive(a, tail(b, 1)) + 1,
       Naive(tail(a, 1), tail(b, 1)) + (a.back() == b.back() ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] &&
      a[a.size() - 2] == b.back()) {
    best = std::min(best, Naive(tail(a, 2), tail(b, 2)) + 1);
  }
  return best;
}

TEST(NearWords, DistanceIsThatOfTheTextbookOverRandomWords) {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string text;
    for (size_t i = random() % 7; i > 0; --i) text += "abc"[random() % 3];
    return text;
  };
  for (int i = 0; i < 500; ++i) {
    const std::string a = word();
    const std::string b = word();
    EXPECT_EQ(SpellingDistance(a, b, 2), std::min(Naive(a, b), 3))
        << a << " " << b;
  }
}

TEST(NearWords, AreNeitherShortNorNumbersNorSymbols) {
  EXPECT_EQ(MostDistance("fanpape"), 1);
  EXPECT_EQ(MostDistance("facebook"), 2);
  EXPECT_EQ(MostDistance("trang"), 1);
  EXPECT_EQ(MostDistance("hoach"), 1);
  EXPECT_EQ(MostDistance("viec"), 0);
  EXPECT_EQ(MostDistance("14141"), 0);
  EXPECT_EQ(MostDistance("covid19"), 0);
  EXPECT_TRUE(MayBeMeant("fanpage"));
  EXPECT_TRUE(MayBeMeant("viec"));
  EXPECT_FALSE(MayBeMeant("2022"));
}

}  // namespace
}  // namespace loa::content

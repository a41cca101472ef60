// Search against a reader who looks at everything, over a small language with
// many syllables that differ in their marks alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/text/normalize.h"
#include "services/content/search/index_words.h"
#include "services/content/search/near_words.h"
#include "services/content/testing/search_world.h"

namespace loa::content {
namespace {

using Hit = v1::SearchHit;

const std::vector<std::string>& Syllables() {
  static const auto& syllables = *new std::vector<std::string>{
      "kế",   "Kê",   "ke",   "hoạch", "hoach",   "trang",    "Tràng", "cộng",
      "công", "đồng", "dong", "đông",  "141",     "KH-MTTQ",  "hòa",   "hoà",
      "thuỵ", "mặt",  "trận", "trấn",  "fanpage", "faceboook"};
  return syllables;
}

// What was written down of one thing, to be looked at one by one.
struct Thing {
  std::string name;
  bool is_post = false;
  std::string unit;                   // whose it is
  std::vector<std::string> shown_in;  // units whose pages show it
  int64_t day = 0;                    // order, with `made`
  int made = 0;
  std::vector<std::vector<std::string>> fields;  // canonical syllables
};

class SearchPropertyTest : public SearchWorld {
 protected:
  std::string Words(int most) {
    std::vector<std::string> words;
    for (int i = 0; i <= static_cast<int>(random_() % most); ++i) {
      words.push_back(Syllables()[random_() % Syllables().size()]);
    }
    return absl::StrJoin(words, " ");
  }
  std::string Unit() {
    static const char* const kUnits[] = {"units/tinh", "units/huyen",
                                         "units/xa-1", "units/xa-2"};
    return kUnits[random_() % 4];
  }

  void AddPost(int number) {
    Thing thing{.is_post = true, .unit = Unit(), .made = number};
    const std::string title = Words(4);
    const std::string body = Words(8);
    if (random_() % 3 == 0) clock_.Advance(absl::Hours(24));
    const v1::Post post =
        Write(absl::StrCat("p", number), title, body, thing.unit);
    thing.name = post.name();
    const int pages = static_cast<int>(random_() % 4);  // of two, or none
    if (pages & 1) {
      Show(post, "pages/p1", "units/xa-1");
      thing.shown_in.push_back("units/xa-1");
    }
    if (pages & 2) {
      Show(post, "pages/p2", "units/xa-2");
      thing.shown_in.push_back("units/xa-2");
    }
    if (random_() % 10 == 0) {
      WithdrawPost(post.name());
      thing.shown_in.clear();
    }
    thing.day = absl::ToUnixMicros(clock_.Now());
    thing.fields = {CanonicalSyllables(title), CanonicalSyllables(body)};
    things_.push_back(thing);
  }

  void AddDocument(int number) {
    Thing thing{.unit = Unit(), .made = number};
    const std::string abstract = Words(4);
    const std::string text = Words(8);
    const int day = static_cast<int>(random_() % 5) + 1;
    const std::string document_number = absl::StrCat(number, "/CV");
    thing.name = absl::StrCat("documents/d", number);
    File(absl::StrCat("d", number), document_number, abstract, text, thing.unit,
         absl::StrCat("2022-06-0", day));
    thing.day = absl::ToUnixMicros(absl::FromCivil(
        absl::CivilDay(2022, 6, day), absl::FixedTimeZone(7 * 3600)));
    thing.fields = {CanonicalSyllables(document_number),
                    CanonicalSyllables(abstract), CanonicalSyllables(text)};
    things_.push_back(thing);
  }

  static bool Sees(const std::string& who, const Thing& thing) {
    const bool everywhere = who == "principals/lan";
    if (thing.is_post) {
      return everywhere
                 ? !thing.shown_in.empty()
                 : (thing.unit == "units/xa-1"
                        ? !thing.shown_in.empty()
                        : std::count(thing.shown_in.begin(),
                                     thing.shown_in.end(), "units/xa-1") > 0);
    }
    return everywhere || thing.unit != "units/xa-2";
  }

  static bool Holds(const Thing& thing, const std::vector<std::string>& words,
                    bool folded) {
    return std::all_of(words.begin(), words.end(), [&](const auto& word) {
      for (const auto& field : thing.fields) {
        for (const std::string& syllable : field) {
          if ((folded ? text::FoldedText(syllable) : syllable) ==
              (folded ? text::FoldedText(word) : word)) {
            return true;
          }
        }
      }
      return false;
    });
  }

  static int TierOf(const Thing& thing, const std::vector<std::string>& words) {
    for (const auto& field : thing.fields) {
      if (std::search(field.begin(), field.end(), words.begin(), words.end()) !=
          field.end()) {
        return Hit::PHRASE;
      }
    }
    if (Holds(thing, words, false)) return Hit::EXACT;
    return Holds(thing, words, true) ? Hit::FOLDED : 0;
  }

  std::vector<std::string> InOrder(
      std::vector<std::pair<int, const Thing*>> found) {
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.first, -a.second->day, -a.second->made) <
             std::tuple(b.first, -b.second->day, -b.second->made);
    });
    std::vector<std::string> lines;
    for (const auto& [tier, thing] : found) {
      lines.push_back(absl::StrCat(tier, " ", thing->name));
    }
    return lines;
  }

  // What a search for one misspelled word finds.
  std::vector<std::string> NearExpected(const std::string& word,
                                        const std::string& who) {
    const int most = MostDistance(word);
    std::set<std::pair<int, std::string>> near;
    for (const Thing& thing : things_) {
      for (const auto& field : thing.fields) {
        for (const std::string& syllable : field) {
          const std::string folded = text::FoldedText(syllable);
          const int distance = SpellingDistance(word, folded, most);
          if (distance <= most && MayBeMeant(folded)) {
            near.insert({distance, folded});
          }
        }
      }
    }
    for (const auto& [distance, meant] : near) {
      std::vector<std::pair<int, const Thing*>> found;
      for (const Thing& thing : things_) {
        if (Sees(who, thing) && Holds(thing, {meant}, true)) {
          found.push_back({Hit::NEAR, &thing});
        }
      }
      if (!found.empty()) return InOrder(found);
    }
    return {};
  }

  std::vector<std::string> Expected(const std::string& query,
                                    const std::string& who) {
    const std::vector<std::string> words = CanonicalSyllables(query);
    std::vector<std::pair<int, const Thing*>> found;
    for (const Thing& thing : things_) {
      const int tier = TierOf(thing, words);
      if (tier != 0 && Sees(who, thing)) found.push_back({tier, &thing});
    }
    if (found.empty() && words.size() == 1) {
      return NearExpected(text::FoldedText(words[0]), who);
    }
    return InOrder(found);
  }

  std::vector<std::string> Actual(const std::string& query,
                                  const std::string& who) {
    v1::SearchRequest request = Query(query);
    request.set_page_size(1 + static_cast<int>(random_() % 20));
    std::vector<std::string> lines;
    for (const Hit& hit : Hits(request, who)) {
      lines.push_back(
          absl::StrCat(static_cast<int>(hit.tier()), " ", hit.name()));
    }
    return lines;
  }

  std::mt19937 random_{20220531};
  std::vector<Thing> things_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchPropertyTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SearchPropertyTest, FindsWhatAReaderOfEverythingFindsInHisOrder) {
  for (int i = 0; i < 120; ++i) {
    if (random_() % 2 == 0) {
      AddPost(i);
    } else {
      AddDocument(i);
    }
  }
  int found = 0;
  for (int i = 0; i < 200; ++i) {
    const std::string query = Words(3);
    const std::string who =
        random_() % 2 == 0 ? "principals/lan" : "principals/xa";
    const std::vector<std::string> expected = Expected(query, who);
    EXPECT_EQ(Actual(query, who), expected) << query << " by " << who;
    found += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(found, 100) << "the queries are too hard to show anything";
  for (const char* typo : {"fanpape", "fanpge", "facebok", "faceboo", "trnag",
                           "hoahc", "congg", "xyzxyz", "14l", "mttp"}) {
    for (const char* who : {"principals/lan", "principals/xa"}) {
      EXPECT_EQ(Actual(typo, who), Expected(typo, who)) << typo;
    }
  }
}

}  // namespace
}  // namespace loa::content

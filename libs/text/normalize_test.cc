#include "libs/text/normalize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "libs/text/syllables.h"
#include "libs/text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace loa::text {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;

struct Golden {
  std::string original, canonical, folded;
};

class Words : public ::testing::TestWithParam<Golden> {};

TEST_P(Words, HaveOneCanonicalAndOneFoldedForm) {
  EXPECT_EQ(CanonicalText(GetParam().original), GetParam().canonical);
  EXPECT_EQ(FoldedText(GetParam().original), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    Case, Words,
    ::testing::Values(Golden{"HÀ NỘI", "hà nội", "ha noi"},
                      Golden{"Đặng", "đặng", "dang"},
                      Golden{"\u00D0ặng", "đặng", "dang"},  // ETH for Đ
                      Golden{"\u0189ặng", "đặng", "dang"},  // African D
                      Golden{"ƯỚC", "ước", "uoc"}));

INSTANTIATE_TEST_SUITE_P(
    TonePlacement, Words,
    ::testing::Values(
        Golden{"hoà", "hòa", "hoa"}, Golden{"hòa", "hòa", "hoa"},
        Golden{"KHOẺ", "khỏe", "khoe"}, Golden{"thuỵ", "thụy", "thuy"},
        Golden{"thụy", "thụy", "thuy"},
        Golden{"quý", "quý", "quy"},  // u is q's
        Golden{"Quỳ Hợp", "quỳ hợp", "quy hop"}, Golden{"quoà", "quòa", "quoa"},
        Golden{"hoàn toàn", "hoàn toàn", "hoan toan"},
        Golden{"khuỷu", "khuỷu", "khuyu"}, Golden{"hoá.", "hóa.", "hoa."},
        Golden{"Khánh Hoà, Thuỷ", "khánh hòa, thủy", "khanh hoa, thuy"}));

INSTANTIATE_TEST_SUITE_P(
    Composition, Words,
    ::testing::Values(
        // e + dot below + circumflex, and the same typed the other way round.
        Golden{"Vie\u0323\u0302t", "việt", "viet"},
        Golden{"Vie\u0302\u0323t", "việt", "viet"},
        Golden{"Vi\u1ECD\u0302t", "viột", "viot"},
        Golden{"ho\u0061\u0300", "hòa", "hoa"}));

INSTANTIATE_TEST_SUITE_P(
    Evasion, Words,
    ::testing::Values(Golden{"vi\u200Bệ\u200Dt", "việt", "viet"},
                      Golden{"e\u200B\u0302", "ê", "e"},
                      Golden{"\uFEFFa\u00ADb\u202Ec", "abc", "abc"},
                      Golden{"０９１２", "0912", "0912"},  // full-width
                      Golden{"ＡＢＣ．", "abc.", "abc."},
                      Golden{"\u0660\u0669", "09", "09"},  // Arabic-Indic
                      Golden{"\U0001D7CE\U0001D400", "0a",
                             "0a"},  // mathematical bold
                      Golden{"a\u00A0b\u3000c", "a b c", "a b c"}));

INSTANTIATE_TEST_SUITE_P(OtherScripts, Words,
                         ::testing::Values(Golden{"", "", ""},
                                           Golden{"한국", "한국", "한국"},
                                           Golden{"Ж😀", "ж😀", "ж😀"},
                                           Golden{"\u0301", "\u0301", ""}));

TEST(Canonicalize, RefusesWhatIsNotUtf8AndSaysWhere) {
  for (const std::string bad :
       {"\xC3", "\xED\xA0\x80", "\xC0\xAF", "\xF5\x80\x80\x80", "\xFF"}) {
    const auto answer = Canonicalize(absl::StrCat("ab", bad));
    EXPECT_THAT(answer, HasReason("TEXT_NOT_UTF8"));
    EXPECT_THAT(answer, HasMetadata("offset", "2"));
  }
}

TEST(Canonicalize, KeepsTheBytesOfTheOriginalBehindEachWord) {
  const std::string original = "Ông Nguye\u0302\u0303n\u200B Văn Hoà, Ð.";
  const View view = *Canonicalize(original);

  std::vector<std::string> words;
  for (const ByteSpan word : Syllables(view.text)) {
    const ByteSpan span = view.origin.ToOriginal(word);
    words.push_back(original.substr(span.begin, span.end - span.begin));
  }

  EXPECT_THAT(words, ::testing::ElementsAre("Ông", "Nguye\u0302\u0303n", "Văn",
                                            "Hoà", "Ð"));
}

TEST(Canonicalize, CoversInvisibleCharactersInsideASpan) {
  const std::string original = "x 09\u200B12 y";
  const View view = *Canonicalize(original);

  const ByteSpan span = view.origin.ToOriginal({2, 6});

  EXPECT_EQ(original.substr(span.begin, span.end - span.begin), "09\u200B12");
}

TEST(Fold, KeepsTheOffsetsOfTheOriginal) {
  const std::string original = "Thị xã Ðông Triều";
  const View folded = Fold(*Canonicalize(original));
  ASSERT_EQ(folded.text, "thi xa dong trieu");

  const ByteSpan span = folded.origin.ToOriginal({7, 11});

  EXPECT_EQ(original.substr(span.begin, span.end - span.begin), "Ðông");
}

// Random strings out of what makes trouble: letters with every mark, loose
// marks, invisible characters, digits of other scripts, bad bytes.
std::string RandomText(std::mt19937_64& random) {
  static const auto& pieces = *new std::vector<std::string>{
      "a",      "o",      "u",      "y",      "e",          "q",      "Q",
      "h",      "d",      "à",      "oà",     "uỷ",         "Đ",      "Ð",
      "ệ",      "Ợ",      "ư",      "\u0301", "\u0323",     "\u0302", "\u031B",
      "\u200B", "\u00AD", "\uFEFF", "\u034F", " ",          ".",      ",",
      "-",      "0",      "９",     "\u0660", "\U0001D7CE", "\u00A0", "한",
      "\u1100", "\u1161", "\u212B", "ﬁ",      "ẞ",          "İ",      "😀",
      "\u0F73", "\u0958", "\xC3",   "\xFF"};
  std::uniform_int_distribution<size_t> length(0, 24);
  // Bad bytes come last in the list and are rare, or nothing would decode.
  std::uniform_int_distribution<size_t> piece(0, pieces.size() - 1);
  std::string text;
  for (size_t i = length(random); i > 0; --i) {
    size_t chosen = piece(random);
    if (chosen >= pieces.size() - 2 && random() % 16 != 0) chosen = 0;
    text += pieces[chosen];
  }
  return text;
}

TEST(NormalizeProperties, HoldForRandomTexts) {
  std::mt19937_64 random(20220412);
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = RandomText(random);
    SCOPED_TRACE(text);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()),
                           text.size());
  }
}

TEST(NormalizeProperties, HoldForEveryAssignedCodePoint) {
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    const auto type = u_charType(code);
    if (type == U_SURROGATE || type == U_UNASSIGNED ||
        type == U_PRIVATE_USE_CHAR) {
      continue;
    }
    std::string text = "a";
    AppendUtf8(code, text);
    text += "\u0301";
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()),
                           text.size());
  }
}

}  // namespace
}  // namespace loa::text

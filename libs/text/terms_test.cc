#include "libs/text/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "libs/text/normalize.h"

namespace loa::text {
namespace {

using ::loa::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What of `original` matches, as it was written.
std::vector<std::string> Found(const std::vector<std::string>& terms,
                               const std::string& original) {
  const TermSet set = *TermSet::Create(terms);
  const View view = *Canonicalize(original);
  std::vector<std::string> found;
  for (const TermSet::Match& match : set.Find(view)) {
    const ByteSpan span = view.origin.ToOriginal(match.span);
    found.push_back(original.substr(span.begin, span.end - span.begin));
  }
  return found;
}

TEST(TermSet, FindsATermInAnySpelling) {
  EXPECT_THAT(Found({"đánh bạc"}, "Cấm ÐÁNH  BẠC! Đa\u0301nh-bạc"),
              ElementsAre("ÐÁNH  BẠC", "Đa\u0301nh-bạc"));
  EXPECT_THAT(Found({"hoà giải"}, "Tổ hòa giải"), ElementsAre("hòa giải"));
}

TEST(TermSet, DoesNotFindATermInsideASyllable) {
  EXPECT_THAT(Found({"art"}, "smartwatch art"), ElementsAre("art"));
}

TEST(TermSet, DoesNotFindATermAcrossAClause) {
  EXPECT_THAT(Found({"dương vật"}, "Thái Bình Dương, vật học. Dương. Vật"),
              IsEmpty());
}

TEST(TermSet, SeesThroughDotsHyphensAndInvisibleCharacters) {
  EXPECT_THAT(Found({"cá độ"}, "cá.độ, cá_độ, cá\u200B độ"),
              ElementsAre("cá.độ", "cá_độ", "cá\u200B độ"));
}

TEST(TermSet, ReportsOverlappingTermsInOrder) {
  EXPECT_THAT(Found({"a b", "b c", "a"}, "a b c"),
              ElementsAre("a b", "a", "b c"));
}

TEST(TermSet, KeepsTonesApart) {
  EXPECT_THAT(Found({"má"}, "ma mà mã"), IsEmpty());
}

TEST(TermSet, RefusesATermWithoutALetter) {
  EXPECT_THAT(TermSet::Create({"tốt", "..."}), HasReason("TERM_EMPTY"));
}

}  // namespace
}  // namespace loa::text

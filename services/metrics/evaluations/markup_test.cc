#include "services/metrics/evaluations/markup.h"

#include <gtest/gtest.h>

#include <utility>

#include "services/metrics/evaluations/testing/xml_reader.h"

namespace loa::metrics {
namespace {

std::string Taken(Markup& markup) { return std::move(markup).Take(); }

TEST(Markup, EscapesWhatMarkupWouldRead) {
  Markup out;
  out.Leaf("p", "<script>&\"'", {{"title", "a\"><b c='"}});
  EXPECT_EQ(Taken(out),
            "<p title=\"a&quot;&gt;&lt;b c=&#39;\">"
            "&lt;script&gt;&amp;&quot;&#39;</p>\n");
}

TEST(Markup, ComposesWhateverTheKeyboardTyped) {
  Markup out;
  out.Text("Ma\xCC\xA3\xCC\x86t");
  EXPECT_EQ(Taken(out), "Mặt");
}

TEST(Markup, ReplacesWhatXmlDoesNotKnow) {
  Markup out;
  out.Text(absl::string_view("a\0b\x01\xEF\xBF\xBE\xFF", 8));
  EXPECT_EQ(Taken(out), "a\uFFFDb\uFFFD\uFFFD\uFFFD");
}

TEST(Markup, ClosesWhatWasLeftOpen) {
  Markup out;
  out.Open("a").Open("b").Text("x");
  EXPECT_EQ(testing::TextOfXml(Taken(out)).value_or("not XML"), "x\n\n");
}

// Every byte string is either text or becomes text; nothing breaks out.
TEST(Markup, StaysWellFormedWhateverTheTexts) {
  constexpr absl::string_view kPieces[] = {"<",
                                           ">",
                                           "&",
                                           "\"",
                                           "'",
                                           "]]>",
                                           "<!--",
                                           "-->",
                                           "&amp;",
                                           "\x1F",
                                           "\xC3",
                                           "ế",
                                           "\xE2\x80\xA8",
                                           "</p>",
                                           "<svg onload=x>",
                                           "{{",
                                           "\r"};
  for (absl::string_view first : kPieces) {
    for (absl::string_view second : kPieces) {
      const std::string text = std::string(first) + std::string(second);
      Markup out;
      out.Open("p", {{"title", text}}).Text(text).Leaf("b", text).Close();
      const std::string xml = Taken(out);
      EXPECT_TRUE(testing::TextOfXml(xml).has_value()) << xml;
    }
  }
}

}  // namespace
}  // namespace loa::metrics

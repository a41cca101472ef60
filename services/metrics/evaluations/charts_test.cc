#include "services/metrics/evaluations/charts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "services/metrics/evaluations/testing/xml_reader.h"

namespace loa::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Charts, ABarsLengthIsItsShare) {
  Markup out;
  WriteBar({50, 25, 100, true}, out);
  const std::string svg = std::move(out).Take();
  EXPECT_THAT(svg, HasSubstr("<rect x=\"0\" y=\"0\" width=\"80\""));
  EXPECT_THAT(svg, HasSubstr("<rect x=\"80\" y=\"0\" width=\"40\""));
  EXPECT_THAT(svg, HasSubstr("url(#late-stripes)"));
}

TEST(Charts, WhatIsNotNothingIsSeen) {
  Markup out;
  WriteBar({1, 0, std::numeric_limits<int32_t>::max(), false}, out);
  EXPECT_THAT(std::move(out).Take(), HasSubstr("width=\"1\""));
}

TEST(Charts, NoBarIsLongerThanTheWhole) {
  Markup out;
  WriteBar({300, 300, 100, true}, out);
  const std::string svg = std::move(out).Take();
  EXPECT_THAT(svg, HasSubstr("width=\"160\""));
  EXPECT_THAT(svg, Not(HasSubstr("width=\"480\"")));
  Markup none;
  WriteBar({1, 1, 0, true}, none);
  EXPECT_EQ(std::move(none).Take(), "");
}

TEST(Charts, ShapesHoldNoTextSoThatWordProcessorsLoseNone) {
  Markup out;
  out.Open("div");
  WriteChartPatterns(out);
  WriteBar({1, 1, 3, true}, out);
  WriteColumns({{"01/04", 3, "3", true}, {"08/04", 0, "0", false}}, out);
  BurnUp burn_up{"2022-04-12",
                 "2022-05-31",
                 "2022-06-30",
                 177,
                 {{"2022-04-14", 3}, {"2022-05-30", 116}},
                 "116 trên 177"};
  WriteBurnUpChart(burn_up, out);
  const std::string xml = std::move(out).Take();
  EXPECT_THAT(xml, Not(HasSubstr("<text")));
  EXPECT_THAT(xml, HasSubstr("aria-label=\"116 trên 177\""));
  std::string words = testing::TextOfXml(xml).value_or("not well-formed");
  std::erase(words, '\n');
  EXPECT_EQ(words, "3001/0408/0412/04/202230/06/2022");
}

TEST(Charts, ABurnUpOfOneDayOrNoneStands) {
  for (const BurnUp& burn_up :
       {BurnUp{"2022-05-31", "2022-05-31", "2022-05-31", 1, {}, ""},
        BurnUp{}}) {
    Markup out;
    out.Open("div");
    WriteBurnUpChart(burn_up, out);
    EXPECT_TRUE(testing::TextOfXml(std::move(out).Take()).has_value());
  }
}

}  // namespace
}  // namespace loa::metrics

#include "services/metrics/evaluations/vietnamese_words.h"

#include <gtest/gtest.h>

#include <limits>

namespace loa::metrics {
namespace {

TEST(VietnameseWords, GroupThousandsWithPoints) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1000), "1.000");
  EXPECT_EQ(Grouped(1234567), "1.234.567");
  EXPECT_EQ(Grouped(-1234), "\u22121.234");
  EXPECT_EQ(Grouped(std::numeric_limits<int64_t>::min()),
            "\u22129.223.372.036.854.775.808");
}

TEST(VietnameseWords, PutACommaBeforeDecimals) {
  EXPECT_EQ(OneDecimal(8756), "87,6");
  EXPECT_EQ(OneDecimal(8755), "87,6");
  EXPECT_EQ(OneDecimal(8754), "87,5");
  EXPECT_EQ(OneDecimal(123456), "1.234,6");
  EXPECT_EQ(OneDecimal(-250), "\u22122,5");
  EXPECT_EQ(OneDecimal(-4), "0,0");
}

TEST(VietnameseWords, WritePercentWithASpaceThatDoesNotBreak) {
  EXPECT_EQ(Percent(655), "65,5\u00A0%");
  EXPECT_EQ(Percent(700), "70,0\u00A0%");
  EXPECT_EQ(Percent(0), "0\u00A0%");
  EXPECT_EQ(Percent(1000), "100\u00A0%");
}

TEST(VietnameseWords, SignDifferences) {
  EXPECT_EQ(Signed(12), "+12");
  EXPECT_EQ(Signed(0), "0");
  EXPECT_EQ(Signed(-3), "\u22123");
}

TEST(VietnameseWords, WriteDaysAsPapersDo) {
  EXPECT_EQ(ShortDate("2022-05-31"), "31/05/2022");
  EXPECT_EQ(LongDate("2022-05-31"), "ngày 31 tháng 5 năm 2022");
  EXPECT_EQ(LongDate("2022-02-05"), "ngày 05 tháng 02 năm 2022");
  EXPECT_EQ(LongDate("2022-12-05"), "ngày 05 tháng 12 năm 2022");
  EXPECT_EQ(ShortDate("soon"), "soon");
  EXPECT_EQ(LongDate(""), "");
}

TEST(VietnameseWords, KeepALowerBoundOne) {
  v1::Amount amount;
  EXPECT_EQ(AmountWords(amount), kNoFigure);
  amount.set_value(0);
  amount.set_bound(v1::EXACT);
  EXPECT_EQ(AmountWords(amount), "0");
  amount.set_value(240);
  amount.set_bound(v1::AT_LEAST);
  EXPECT_EQ(AmountWords(amount), "trên 240");
}

TEST(VietnameseWords, GiveReachAsBounds) {
  v1::Reach reach;
  EXPECT_EQ(ReachWords(reach), kNoFigure);
  EXPECT_EQ(ShortReach(reach), kNoFigureShort);
  reach.set_max(6200);
  reach.set_sum(9300);
  reach.set_bound(v1::EXACT);
  EXPECT_EQ(ReachWords(reach), "từ 6.200 đến 9.300");
  EXPECT_EQ(ShortReach(reach), "6.200–9.300");
  reach.set_bound(v1::AT_LEAST);
  EXPECT_EQ(ReachWords(reach), "trên 6.200 (cộng các trang: trên 9.300)");
  EXPECT_EQ(ShortReach(reach), "trên 6.200");
  reach.set_sum(6200);
  EXPECT_EQ(ReachWords(reach), "trên 6.200");
}

TEST(VietnameseWords, SayWhatAFigureRestsOnAndWhoSaysIt) {
  v1::Amount amount;
  amount.set_covered_pages(98);
  amount.set_pages(1116);
  EXPECT_EQ(CoverageWords(amount), "98/1.116 trang");
  amount.set_other_value(240);
  amount.set_other_bound(v1::AT_LEAST);
  amount.set_other_pages(2);
  EXPECT_EQ(CoverageWords(amount),
            "98/1.116 trang; do người báo cáo: trên 240 (2 trang)");
  v1::Reach reach;
  reach.set_covered_pages(1);
  reach.set_pages(1);
  reach.set_reported(true);
  EXPECT_EQ(CoverageWords(reach), "1/1 trang, do người báo cáo");
  reach.set_other_max(5100);
  reach.set_other_pages(1);
  EXPECT_EQ(CoverageWords(reach),
            "1/1 trang, do người báo cáo; theo nền tảng: 5.100 (1 trang)");
}

TEST(VietnameseWords, NameKindsAndFallBackToWhatIsThere) {
  v1::Tally tally;
  tally.set_key("NEWS_BRIEF");
  EXPECT_EQ(KindWords(tally), "Tin");
  tally.set_key("PODCAST");
  EXPECT_EQ(KindWords(tally), "PODCAST");
  tally.set_display_name("Phát thanh");
  EXPECT_EQ(KindWords(tally), "Phát thanh");
  tally.set_key("");
  EXPECT_EQ(TopicWords(tally), "Chưa gắn chủ đề");
}

TEST(VietnameseWords, NameAMilestoneByItsTargetWhereUnitsReportIt) {
  v1::TargetFigures target;
  target.set_milestone("PAGE_REGISTERED");
  EXPECT_EQ(MilestoneWords(target), "lập Trang cộng đồng");
  target.set_milestone("REPORTED");
  target.set_milestone_name("Đại hội Mặt trận cấp xã");
  EXPECT_EQ(MilestoneWords(target), "hoàn thành Đại hội Mặt trận cấp xã");
}

TEST(VietnameseWords, SayWhereADirectionStands) {
  v1::DirectionLine direction;
  EXPECT_EQ(DirectionStateWords(direction), "Đang thực hiện");
  direction.set_late(true);
  EXPECT_EQ(DirectionStateWords(direction), "Quá hạn");
  direction.set_done(true);
  EXPECT_EQ(DirectionStateWords(direction), "Đã thực hiện");
}

}  // namespace
}  // namespace loa::metrics

#include "services/metrics/evaluations/csv_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/match.h"
#include "services/metrics/evaluations/testing/golden.h"
#include "services/metrics/evaluations/testing/sample_evaluation.h"

namespace loa::metrics {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// Rows of fields, read as RFC 4180 says, with ";" between fields.
std::vector<std::vector<std::string>> RowsOf(absl::string_view csv) {
  std::vector<std::vector<std::string>> rows = {{""}};
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    std::string& field = rows.back().back();
    if (quoted) {
      if (csv[i] != '"') {
        field += csv[i];
      } else if (csv.substr(i, 2) == "\"\"") {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (csv[i] == '"') {
      quoted = true;
    } else if (csv[i] == ';') {
      rows.back().emplace_back();
    } else if (csv.substr(i, 2) == "\r\n") {
      rows.push_back({""});
      ++i;
    } else {
      field += csv[i];
    }
  }
  rows.pop_back();  // after the last end of line
  return rows;
}

TEST(CsvReport, IsTheFileThatWasOpened) {
  testing::ExpectGolden("report.csv", CsvReport(testing::SampleEvaluation(3)));
}

TEST(CsvReport, BeginsWithTheBomThatExcelNeeds) {
  EXPECT_TRUE(
      absl::StartsWith(CsvReport(v1::Evaluation()), "\xEF\xBB\xBFphần;mã;"));
}

TEST(CsvReport, HasEightFieldsInEveryRowWhateverTheTexts) {
  v1::Evaluation evaluation = testing::SampleEvaluation(3);
  v1::EvaluationFigures& figures = *evaluation.mutable_figures();
  figures.mutable_obstacles(0)->set_text("a;b\"c\r\nd");
  figures.mutable_units(0)->mutable_unit()->set_display_name("=1+1;\"");
  const auto rows = RowsOf(CsvReport(evaluation));
  EXPECT_GT(rows.size(), 100u);
  EXPECT_THAT(rows, Each(SizeIs(8)));
}

TEST(CsvReport, RunsNoFormula) {
  for (const char* text :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "%x"}) {
    const auto rows = RowsOf(CsvField(text) + "\r\n");
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_EQ(rows[0][0], std::string("'") + text);
  }
  EXPECT_EQ(CsvField("Tin"), "Tin");
  EXPECT_EQ(CsvField("12"), "12");
  EXPECT_EQ(CsvField(""), "");
}

TEST(CsvReport, LeavesEmptyWhatIsNotKnown) {
  v1::Evaluation evaluation;
  evaluation.mutable_figures()->mutable_own()->set_pages(1);
  EXPECT_THAT(CsvReport(evaluation),
              HasSubstr("Trang của đơn vị;;;người theo dõi;;;0;0\r\n"));
}

}  // namespace
}  // namespace loa::metrics

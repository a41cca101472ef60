#include "services/metrics/evaluations/html_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "services/metrics/evaluations/testing/golden.h"
#include "services/metrics/evaluations/testing/sample_evaluation.h"
#include "services/metrics/evaluations/testing/xml_reader.h"

namespace loa::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string TextOf(const std::string& html) {
  return testing::TextOfXml(html).value_or("not well-formed");
}

// Puts `text` into every string of `message`, at any depth.
void FillStrings(const std::string& text, google::protobuf::Message& message) {
  const auto* reflection = message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() == field->CPPTYPE_STRING && !field->is_repeated()) {
      reflection->SetString(&message, field, text);
    } else if (field->cpp_type() != field->CPPTYPE_MESSAGE) {
      continue;
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        FillStrings(text,
                    *reflection->MutableRepeatedMessage(&message, field, i));
      }
    } else {
      FillStrings(text, *reflection->MutableMessage(&message, field));
    }
  }
}

TEST(HtmlReport, IsThePageThatWasLookedAt) {
  testing::ExpectGolden("report.html",
                        HtmlReport(testing::SampleEvaluation(3)));
}

TEST(HtmlReport, TellsTheFirstUsersStory) {
  const std::string text = TextOf(HtmlReport(testing::SampleEvaluation(13)));
  EXPECT_THAT(text, HasSubstr("13/13 đơn vị cấp huyện (100\u00A0%)"));
  EXPECT_THAT(text, HasSubstr("trên 240 người theo dõi"));
  EXPECT_THAT(text, HasSubstr("tiếp cận trên 6.200 người"));
  EXPECT_THAT(text, HasSubstr("ngày 31 tháng 5 năm 2022"));
  EXPECT_THAT(text, HasSubstr("Số: 112/BC-MTTQ-BTT"));
  EXPECT_THAT(text, HasSubstr("Ủy ban MTTQ phường Hà Khẩu"));  // remains
  EXPECT_THAT(text, HasSubstr("Trong tháng 6/2022, 100 % xã"));
}

TEST(HtmlReport, NeedsNothingElseAndRunsNothing) {
  const std::string html = HtmlReport(testing::SampleEvaluation(13));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("href=")));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
  EXPECT_THAT(html, Not(HasSubstr("url(http")));
  EXPECT_THAT(html, HasSubstr("<svg"));
  EXPECT_THAT(html, HasSubstr("@page{size:A4"));
}

TEST(HtmlReport, SaysThatAFigureIsNotKnownAndNever0) {
  v1::Evaluation evaluation = testing::SampleEvaluation(3);
  v1::UnitFigures& own = *evaluation.mutable_figures()->mutable_own();
  own.mutable_followers()->Clear();
  own.mutable_followers()->set_pages(1);
  own.mutable_reach()->Clear();
  own.mutable_reach()->set_pages(1);
  const std::string text = TextOf(HtmlReport(evaluation));
  EXPECT_THAT(text, HasSubstr("chưa có số liệu"));
  EXPECT_THAT(text, HasSubstr("0/1 trang"));
  EXPECT_THAT(text, Not(HasSubstr("có 0 người theo dõi")));
}

TEST(HtmlReport, MarksWhoIsLateWithWordsToo) {
  v1::Evaluation evaluation = testing::SampleEvaluation(3);
  v1::UnitCount& count = *evaluation.mutable_figures()
                              ->mutable_plan()
                              ->mutable_targets(1)
                              ->mutable_count();
  count.set_late(count.remaining());
  const std::string html = HtmlReport(evaluation);
  EXPECT_THAT(html, HasSubstr("url(#late-stripes)"));
  EXPECT_THAT(TextOf(html), HasSubstr(absl::StrCat(count.late(), " quá hạn")));
}

TEST(HtmlReport, EscapesEveryText) {
  const std::string evil = "</title></style><script>alert(\"x\")</script>&'";
  v1::Evaluation evaluation = testing::SampleEvaluation(3);
  FillStrings(evil, evaluation);
  const std::string html = HtmlReport(evaluation);
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(TextOf(html), HasSubstr(evil));
}

TEST(HtmlReport, IsWellFormedWhateverTheTexts) {
  for (const absl::string_view text :
       {"", "\x01", "\xFF\xFE", "]]>", "<!--", "\r\n", "{{x}}", "&#0;"}) {
    v1::Evaluation evaluation = testing::SampleEvaluation(3);
    FillStrings(std::string(text), evaluation);
    EXPECT_NE(TextOf(HtmlReport(evaluation)), "not well-formed") << text;
  }
}

TEST(HtmlReport, StandsWithoutAnyFigure) {
  EXPECT_NE(TextOf(HtmlReport(v1::Evaluation())), "not well-formed");
}

}  // namespace
}  // namespace loa::metrics

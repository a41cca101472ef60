#include "services/metrics/evaluations/html_report.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/metrics/evaluations/charts.h"
#include "services/metrics/evaluations/markup.h"
#include "services/metrics/evaluations/report_sections.h"
#include "services/metrics/evaluations/report_style.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

void WriteHead(const v1::EvaluationFigures& figures, Markup& out) {
  out.Open("head");
  out.Empty("meta", {{"charset", "utf-8"}});
  out.Empty("meta", {{"name", "viewport"},
                     {"content", "width=device-width, initial-scale=1"}});
  // Nothing is fetched and nothing runs, whatever a text holds.
  out.Empty("meta",
            {{"http-equiv", "Content-Security-Policy"},
             {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
  out.Leaf("title", figures.title());
  out.Open("style").Trusted(ReportStyle()).Close();
  out.Close();
}

void WriteFooter(const v1::Evaluation& evaluation, Markup& out) {
  const v1::ReadPoint& point = evaluation.figures().read_point();
  out.Leaf("footer",
           absl::StrCat("Báo cáo lập từ ", evaluation.name(),
                        "; số liệu chốt SHA-256 ", evaluation.figures_sha256(),
                        "; sổ đơn vị số ", Grouped(point.registry_sequence()),
                        "; nhật ký bài đăng số ",
                        Grouped(point.content_sequence()), "."));
}

}  // namespace

std::string HtmlReport(const v1::Evaluation& evaluation) {
  const v1::EvaluationFigures& figures = evaluation.figures();
  Markup out;
  out.Trusted("<!DOCTYPE html>\n");
  out.Open("html", {{"lang", "vi"}, {"xmlns", "http://www.w3.org/1999/xhtml"}});
  WriteHead(figures, out);
  out.Open("body");
  WriteChartPatterns(out);
  out.Open("main");
  WriteLetterhead(figures, out);
  WriteSummary(figures, out);
  SectionNumbers numbers;
  WritePlan(figures, numbers, out);
  WriteActivity(figures, numbers, out);
  WriteComparison(figures, numbers, out);
  WriteObstacles(figures, numbers, out);
  WriteDirections(figures, numbers, out);
  WriteChanges(figures, numbers, out);
  WriteMethod(figures, numbers, out);
  WriteSignature(figures, out);
  WriteFooter(evaluation, out);
  return std::move(out).Take();
}

}  // namespace loa::metrics

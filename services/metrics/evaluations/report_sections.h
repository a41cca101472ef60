#ifndef LOA_SERVICES_METRICS_EVALUATIONS_REPORT_SECTIONS_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_REPORT_SECTIONS_H_

#include <string>

#include "loa/metrics/v1/evaluation_figures.pb.h"
#include "services/metrics/evaluations/markup.h"

// The parts of the report, each of which writes nothing when the figures have
// nothing for it.  Pure.
namespace loa::metrics {

// Numbers the sections as papers do: "I. ", "II. ", ...
class SectionNumbers {
 public:
  std::string Next(absl::string_view title);

 private:
  int count_ = 0;
};

// Title block: bodies, number, place and day, title, period.
void WriteLetterhead(const v1::EvaluationFigures& figures, Markup& out);
// One paragraph and the key figures.
void WriteSummary(const v1::EvaluationFigures& figures, Markup& out);
// The plan: by level, kind and branch, how it rose, who remains, who is late.
void WritePlan(const v1::EvaluationFigures& figures, SectionNumbers& numbers,
               Markup& out);
// What the pages did: kinds, topics, sources, bodies, weeks.
void WriteActivity(const v1::EvaluationFigures& figures,
                   SectionNumbers& numbers, Markup& out);
// The units compared inside their peer groups.
void WriteComparison(const v1::EvaluationFigures& figures,
                     SectionNumbers& numbers, Markup& out);
void WriteObstacles(const v1::EvaluationFigures& figures,
                    SectionNumbers& numbers, Markup& out);
void WriteDirections(const v1::EvaluationFigures& figures,
                     SectionNumbers& numbers, Markup& out);
// What changed since the evaluation before.
void WriteChanges(const v1::EvaluationFigures& figures, SectionNumbers& numbers,
                  Markup& out);
// How the figures are counted, for whoever doubts one.
void WriteMethod(const v1::EvaluationFigures& figures, SectionNumbers& numbers,
                 Markup& out);
void WriteSignature(const v1::EvaluationFigures& figures, Markup& out);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_REPORT_SECTIONS_H_

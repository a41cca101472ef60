#ifndef LOA_SERVICES_METRICS_EVALUATIONS_CHARTS_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_CHARTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/metrics/evaluations/markup.h"

// Charts as inline SVG that holds shapes alone: every word and number stands
// beside it as HTML.  So the text keeps its size at a phone's width and on
// paper, a screen reader reads it, and a word processor that knows no SVG loses
// nothing but the shapes.  What colour says, a pattern says too.
namespace loa::metrics {

// Defines the stripes that the charts are filled with.  Once, before them.
void WriteChartPatterns(Markup& out);

// A bar inside a table's cell, whose row tells the numbers.
struct Bar {
  int64_t value = 0;   // filled
  int64_t late = 0;    // striped, after it
  int64_t whole = 0;   // the bar's whole length; 0: no bar
  bool framed = true;  // shows the whole length as a frame
};
void WriteBar(const Bar& bar, Markup& out);

struct Column {
  std::string label;
  int64_t value = 0;
  std::string words;     // the number as people read it
  bool partial = false;  // of less time than its neighbours: striped
};
// Columns from 0 to the largest, each with its number above and its label
// below; at most 16 fit.
void WriteColumns(const std::vector<Column>& columns, Markup& out);

struct BurnUp {
  std::string first_day;
  std::string last_day;  // of what is known
  std::string deadline;
  int64_t goal = 0;
  struct Step {
    std::string day;
    int64_t count = 0;
  };
  std::vector<Step> steps;  // in order of day
  std::string spoken;       // what is to be seen, as a sentence
};
// How a count rose to its goal, and where the deadline is.
void WriteBurnUpChart(const BurnUp& burn_up, Markup& out);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_CHARTS_H_

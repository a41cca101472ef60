#ifndef LOA_SERVICES_METRICS_EVALUATIONS_REPORT_TABLE_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_REPORT_TABLE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/metrics/evaluations/charts.h"
#include "services/metrics/evaluations/markup.h"

namespace loa::metrics {

// A table with a caption, a head and rows whose first cell names the row: what
// browsers, screen readers and word processors all take.  Ends with its
// scope.
class ReportTable {
 public:
  struct Column {
    std::string header;
    bool number = false;  // set to the right
  };

  // A text, or a bar.
  struct Cell {
    Cell(std::string words) : text(std::move(words)) {}  // NOLINT: cells read
    Cell(const char* words) : text(words) {}             // NOLINT: as text
    Cell(const Bar& drawn) : bar(drawn) {}               // NOLINT
    std::string text;
    std::optional<Bar> bar;
  };
  using Cells = std::vector<Cell>;

  ReportTable(absl::string_view caption, const std::vector<Column>& columns,
              Markup& out);
  ~ReportTable();
  ReportTable(const ReportTable&) = delete;
  ReportTable& operator=(const ReportTable&) = delete;

  // As many cells as columns.
  void Row(const Cells& cells);
  // The first of `rows` rows that share their first cell, and those after it,
  // which leave it out.
  void GroupRow(int rows, const Cells& cells);
  void RowInGroup(const Cells& cells_after_first);
  // The last row, set apart.
  void Total(const Cells& cells);

 private:
  // The first cell, when `skipped` is 0, names `rows` rows.
  void WriteRow(const Cells& cells, absl::string_view style, size_t skipped,
                int rows);
  void WriteCell(const Cell& cell, size_t column, int rows);

  Markup& out_;
  std::vector<bool> numbers_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_REPORT_TABLE_H_

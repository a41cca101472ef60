#include "services/metrics/evaluations/report_table.h"

#include "absl/strings/str_cat.h"

namespace loa::metrics {
namespace {

// Word processors know the attribute, browsers the class.
Markup::Attributes NumberCell() {
  return {{"class", "number"}, {"align", "right"}};
}

}  // namespace

ReportTable::ReportTable(absl::string_view caption,
                         const std::vector<Column>& columns, Markup& out)
    : out_(out) {
  // The frame scrolls where a phone is narrower than the table.
  out_.Open("div", {{"class", "table"}});
  out_.Open("table",
            {{"border", "1"}, {"cellspacing", "0"}, {"cellpadding", "4"}});
  out_.Leaf("caption", caption);
  out_.Open("thead").Open("tr");
  for (const Column& column : columns) {
    Markup::Attributes attributes =
        column.number ? NumberCell() : Markup::Attributes{};
    attributes.emplace_back("scope", "col");
    out_.Leaf("th", column.header, attributes);
    numbers_.push_back(column.number);
  }
  out_.Close().Close();
  out_.Open("tbody");
}

ReportTable::~ReportTable() { out_.Close().Close().Close(); }

void ReportTable::WriteCell(const Cell& cell, size_t column, int rows) {
  Markup::Attributes attributes = column < numbers_.size() && numbers_[column]
                                      ? NumberCell()
                                      : Markup::Attributes{};
  if (column == 0) {
    attributes.emplace_back("scope", rows > 1 ? "rowgroup" : "row");
    if (rows > 1) attributes.emplace_back("rowspan", absl::StrCat(rows));
    // Word processors would set it to the middle.
    attributes.emplace_back("align", "left");
  }
  if (column > 0 && !attributes.empty()) {
    attributes.emplace_back("nowrap", "nowrap");
  }
  out_.Open(column == 0 ? "th" : "td", attributes);
  if (cell.bar) {
    WriteBar(*cell.bar, out_);
  } else {
    out_.Text(cell.text);
  }
  out_.Close();
}

void ReportTable::WriteRow(const Cells& cells, absl::string_view style,
                           size_t skipped, int rows) {
  Markup::Attributes row;
  if (!style.empty()) row.emplace_back("class", std::string(style));
  out_.Open("tr", row);
  for (size_t i = 0; i < cells.size(); ++i) {
    WriteCell(cells[i], i + skipped, rows);
  }
  out_.Close();
}

void ReportTable::Row(const Cells& cells) { WriteRow(cells, "", 0, 1); }

void ReportTable::GroupRow(int rows, const Cells& cells) {
  WriteRow(cells, "group", 0, rows);
}

void ReportTable::RowInGroup(const Cells& cells_after_first) {
  WriteRow(cells_after_first, "", 1, 1);
}

void ReportTable::Total(const Cells& cells) { WriteRow(cells, "total", 0, 1); }

}  // namespace loa::metrics

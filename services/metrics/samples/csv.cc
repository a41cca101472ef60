#include "services/metrics/samples/csv.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/text/legacy_encoding.h"
#include "libs/text/normalize.h"
#include "services/metrics/errors.h"

namespace loa::metrics {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

char SeparatorOf(absl::string_view content) {
  const absl::string_view first = content.substr(0, content.find('\n'));
  const auto commas = std::count(first.begin(), first.end(), ',');
  const auto semicolons = std::count(first.begin(), first.end(), ';');
  return semicolons > commas ? ';' : ',';
}

// Reads one file from its beginning to its end.
class CsvReader {
 public:
  explicit CsvReader(absl::string_view content)
      : rest_(content), separator_(SeparatorOf(content)) {}

  absl::StatusOr<std::vector<CsvRecord>> ReadAll() {
    std::vector<CsvRecord> records;
    while (!rest_.empty()) {
      ASSIGN_OR_RETURN(CsvRecord record, ReadRecord());
      const bool blank =
          std::all_of(record.cells.begin(), record.cells.end(),
                      [](const std::string& cell) { return cell.empty(); });
      if (!blank) records.push_back(std::move(record));
    }
    return records;
  }

 private:
  bool TakeLineEnd() {
    if (!absl::ConsumePrefix(&rest_, "\r\n") &&
        !absl::ConsumePrefix(&rest_, "\n")) {
      return false;
    }
    ++line_;
    return true;
  }

  absl::StatusOr<CsvRecord> ReadRecord() {
    CsvRecord record{line_, {}};
    while (true) {
      ASSIGN_OR_RETURN(record.cells.emplace_back(), ReadCell());
      if (rest_.empty() || TakeLineEnd()) return record;
      rest_.remove_prefix(1);  // the separator
    }
  }

  absl::StatusOr<std::string> ReadCell() {
    if (absl::ConsumePrefix(&rest_, "\"")) return ReadQuoted();
    const size_t end =
        std::min({rest_.find(separator_), rest_.find('\n'), rest_.size()});
    const absl::string_view cell = rest_.substr(0, end);
    rest_.remove_prefix(absl::EndsWith(cell, "\r") ? end - 1 : end);
    return std::string(absl::StripAsciiWhitespace(cell));
  }

  absl::StatusOr<std::string> ReadQuoted() {
    const int opened = line_;
    std::string cell;
    while (true) {
      const size_t quote = rest_.find('"');
      if (quote == absl::string_view::npos) {
        return CsvMalformed(opened, "a quote is opened and never closed",
                            "dấu ngoặc kép mở mà không đóng");
      }
      const absl::string_view part = rest_.substr(0, quote);
      line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
      absl::StrAppend(&cell, part);
      rest_.remove_prefix(quote + 1);
      if (absl::ConsumePrefix(&rest_, "\"")) {
        cell.push_back('"');
        continue;
      }
      const bool ends = rest_.empty() || rest_[0] == separator_ ||
                        absl::StartsWith(rest_, "\n") ||
                        absl::StartsWith(rest_, "\r\n");
      if (!ends) {
        return CsvMalformed(line_, "text follows a closing quote",
                            "có chữ ngay sau dấu ngoặc kép đóng");
      }
      return cell;
    }
  }

  absl::string_view rest_;
  const char separator_;
  int line_ = 1;
};

enum class Column { kPage, kMetric, kDay, kValue, kDenominator, kObserved };

// Without marks and capitals, as people type them.
const std::map<std::string, Column>& Columns() {
  static const auto& columns =
      *new std::map<std::string, Column>{{"page", Column::kPage},
                                         {"trang", Column::kPage},
                                         {"metric", Column::kMetric},
                                         {"chi so", Column::kMetric},
                                         {"day", Column::kDay},
                                         {"ngay", Column::kDay},
                                         {"value", Column::kValue},
                                         {"gia tri", Column::kValue},
                                         {"denominator", Column::kDenominator},
                                         {"mau so", Column::kDenominator},
                                         {"observed_at", Column::kObserved},
                                         {"thoi diem", Column::kObserved}};
  return columns;
}

absl::StatusOr<std::vector<Column>> ReadHeader(const CsvRecord& header) {
  std::vector<Column> columns;
  for (const std::string& cell : header.cells) {
    const auto known = Columns().find(text::FoldedText(cell));
    if (known == Columns().end()) {
      return CsvMalformed(header.line,
                          absl::StrCat("no column is called \"", cell,
                                       "\"; there are page, metric, day, "
                                       "value, denominator, observed_at"),
                          absl::StrCat("không có cột nào tên \"", cell,
                                       "\"; các cột là trang, chỉ số, ngày, "
                                       "giá trị, mẫu số, thời điểm"));
    }
    if (std::count(columns.begin(), columns.end(), known->second) > 0) {
      return CsvMalformed(header.line,
                          absl::StrCat("column \"", cell, "\" comes twice"),
                          absl::StrCat("cột \"", cell, "\" có hai lần"));
    }
    columns.push_back(known->second);
  }
  for (const Column needed :
       {Column::kPage, Column::kMetric, Column::kDay, Column::kValue}) {
    if (std::count(columns.begin(), columns.end(), needed) > 0) continue;
    return CsvMalformed(
        header.line,
        "the first line must name the columns page, metric, day and value",
        "dòng đầu phải nêu các cột trang, chỉ số, ngày và giá trị");
  }
  return columns;
}

std::optional<int64_t> NumberOf(const std::string& cell) {
  int64_t number = 0;
  const bool digits =
      !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) {
        return absl::ascii_isdigit(static_cast<unsigned char>(c));
      });
  if (!digits || !absl::SimpleAtoi(cell, &number)) return std::nullopt;
  return number;
}

// False when the cell cannot be read.
bool FillIn(Column column, const std::string& cell, v1::Sample& sample) {
  switch (column) {
    case Column::kPage:
      sample.set_page(absl::StartsWith(cell, "pages/")
                          ? cell
                          : absl::StrCat("pages/", cell));
      return true;
    case Column::kMetric:
      sample.set_metric(absl::StartsWith(cell, "metrics/")
                            ? cell
                            : absl::StrCat("metrics/", cell));
      return true;
    case Column::kDay:
      sample.set_day(cell);
      return true;
    case Column::kValue:
    case Column::kDenominator: {
      if (cell.empty() && column == Column::kDenominator) return true;
      const std::optional<int64_t> number = NumberOf(cell);
      if (!number) return false;
      column == Column::kValue ? sample.set_value(*number)
                               : sample.set_denominator(*number);
      return true;
    }
    case Column::kObserved: {
      if (cell.empty()) return true;
      absl::Time time;
      std::string error;
      if (!absl::ParseTime(absl::RFC3339_full, cell, &time, &error)) {
        return false;
      }
      *sample.mutable_observed_time() = base::TimestampOf(time);
      return true;
    }
  }
  return true;
}

absl::string_view NameOf(Column column) {
  static constexpr absl::string_view kNames[] = {
      "page", "metric", "day", "value", "denominator", "observed_time"};
  return kNames[static_cast<int>(column)];
}

// What a cell that cannot be read should be.
rpc::FieldViolation UnreadableCell(int line, Column column) {
  const std::string path = absl::StrCat("rows[", line, "].", NameOf(column));
  if (column == Column::kObserved) {
    return {path, "must be an instant such as 2022-05-31T18:00:00+07:00",
            "phải là thời điểm dạng 2022-05-31T18:00:00+07:00"};
  }
  return {path, "must be a whole number in digits, such as 6200",
          "phải là số nguyên viết bằng chữ số, như 6200"};
}

}  // namespace

absl::StatusOr<std::vector<CsvRecord>> ReadCsv(absl::string_view content) {
  const absl::string_view legacy = text::LegacyEncodingOf(content);
  if (!legacy.empty()) return CsvEncodingRefused(legacy);
  absl::ConsumePrefix(&content, kByteOrderMark);
  return CsvReader(content).ReadAll();
}

absl::StatusOr<std::vector<CsvSample>> ReadSampleFile(
    absl::string_view content, std::vector<rpc::FieldViolation>& faults) {
  ASSIGN_OR_RETURN(const std::vector<CsvRecord> records, ReadCsv(content));
  if (records.empty()) {
    return CsvMalformed(1, "the file is empty", "tệp không có dòng nào");
  }
  ASSIGN_OR_RETURN(const std::vector<Column> columns, ReadHeader(records[0]));
  std::vector<CsvSample> samples;
  for (size_t i = 1; i < records.size(); ++i) {
    const CsvRecord& record = records[i];
    if (record.cells.size() != columns.size()) {
      return CsvMalformed(record.line,
                          absl::StrCat("has ", record.cells.size(),
                                       " cells in place of ", columns.size()),
                          absl::StrCat("có ", record.cells.size(),
                                       " ô, phải là ", columns.size()));
    }
    CsvSample& sample = samples.emplace_back();
    sample.line = record.line;
    bool readable = true;
    for (size_t c = 0; c < columns.size(); ++c) {
      if (FillIn(columns[c], record.cells[c], sample.sample)) continue;
      readable = false;
      faults.push_back(UnreadableCell(record.line, columns[c]));
    }
    if (!readable) samples.pop_back();
  }
  return samples;
}

}  // namespace loa::metrics

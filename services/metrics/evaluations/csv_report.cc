#include "services/metrics/evaluations/csv_report.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "libs/text/compose.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

using Tallies = google::protobuf::RepeatedPtrField<v1::Tally>;

constexpr char kBom[] = "\xEF\xBB\xBF";

// One row of the table; an empty number is one that is not known.
struct Row {
  std::string section, code, subject, figure;
  std::string value;
  std::string bound;  // "", "tối thiểu", "cận dưới", "cận trên"
  std::string covered, pages;
};

class Table {
 public:
  Table() : out_(kBom) {
    Write({"phần", "mã", "đối tượng", "chỉ số", "giá trị", "cận",
           "số trang có số liệu", "số trang"});
  }
  // What people wrote goes through CsvField, numbers are ours.
  void Write(const Row& row) {
    absl::StrAppend(&out_, CsvField(row.section), ";", CsvField(row.code), ";",
                    CsvField(row.subject), ";", CsvField(row.figure), ";");
    absl::StrAppend(&out_, CsvField(row.value), ";", CsvField(row.bound), ";",
                    row.covered.empty() ? "" : CsvField(row.covered), ";",
                    CsvField(row.pages), "\r\n");
  }
  std::string Take() && { return std::move(out_); }

 private:
  std::string out_;
};

std::string Bounded(v1::Bound bound) {
  return bound == v1::AT_LEAST ? "tối thiểu" : "";
}

// The rows of one unit's pages.
class UnitRows {
 public:
  UnitRows(const std::string& section, const v1::UnitFigures& unit,
           Table& table)
      : section_(section), unit_(unit), table_(table) {}

  void Write() {
    Count("trang", unit_.pages());
    Count("trang có bài", unit_.posting_pages());
    Count("tin, bài, ảnh", unit_.posts().total());
    Write("thể loại: ", unit_.posts().by_kind(), KindWords);
    Write("chủ đề: ", unit_.posts().by_topic(), TopicWords);
    Write("nguồn: ", unit_.posts().by_source(), SourceWords);
    Write("cơ quan: ", unit_.posts().by_subject_body(), SubjectBodyWords);
    Write("người theo dõi", unit_.followers());
    Write(unit_.reach());
    Write("tương tác", unit_.engagement());
    Scores();
  }

 private:
  Row Named(const std::string& figure) const {
    return {section_,
            unit_.unit().code(),
            unit_.unit().display_name(),
            figure,
            "",
            "",
            "",
            ""};
  }
  void Count(const std::string& figure, int64_t count) {
    Row row = Named(figure);
    row.value = absl::StrCat(count);
    table_.Write(row);
  }
  template <typename Namer>
  void Write(const std::string& prefix, const Tallies& tallies, Namer name) {
    for (const v1::Tally& tally : tallies) {
      Count(absl::StrCat(prefix, name(tally)), tally.count());
    }
  }
  void Write(const std::string& figure, const v1::Amount& amount) {
    Row row = Named(figure);
    if (amount.has_value()) row.value = absl::StrCat(amount.value());
    row.bound = Bounded(amount.bound());
    row.covered = absl::StrCat(amount.covered_pages());
    row.pages = absl::StrCat(amount.pages());
    table_.Write(row);
  }
  void Write(const v1::Reach& reach) {
    Row row = Named("người được tiếp cận (trang lớn nhất)");
    if (reach.has_max()) row.value = absl::StrCat(reach.max());
    row.bound = "cận dưới";
    row.covered = absl::StrCat(reach.covered_pages());
    row.pages = absl::StrCat(reach.pages());
    table_.Write(row);
    row.figure = "người được tiếp cận (cộng các trang)";
    row.value = reach.has_sum() ? absl::StrCat(reach.sum()) : "";
    row.bound =
        reach.bound() == v1::AT_LEAST ? "không rõ cận trên" : "cận trên";
    table_.Write(row);
  }
  void Scores() {
    if (unit_.has_points_hundredths()) {
      Row row = Named("điểm");
      row.value = OneDecimal(unit_.points_hundredths());
      table_.Write(row);
    }
    if (unit_.rank() > 0) Count("hạng trong nhóm", unit_.rank());
  }

  const std::string section_;
  const v1::UnitFigures& unit_;
  Table& table_;
};

void WriteCount(const std::string& code, const std::string& subject,
                const v1::UnitCount& count, Table& table) {
  const std::pair<const char*, int> figures[] = {{"đã xong", count.done()},
                                                 {"tổng số", count.total()},
                                                 {"còn lại", count.remaining()},
                                                 {"quá hạn", count.late()}};
  for (const auto& [figure, number] : figures) {
    table.Write(
        {"Tiến độ", code, subject, figure, absl::StrCat(number), "", "", ""});
  }
}

void WriteTarget(const v1::TargetFigures& target, Table& table) {
  const std::string title =
      absl::StrCat("Đơn vị ", LevelWords(target), " ", MilestoneWords(target));
  WriteCount(target.id(), title, target.count(), table);
  for (const v1::PartCount& part : target.branches()) {
    WriteCount(target.id(), part.display_name(), part.count(), table);
  }
  for (const v1::UnitLabel& unit : target.remaining_units()) {
    table.Write(
        {"Chưa xong", unit.code(), unit.display_name(), title, "", "", "", ""});
  }
}

}  // namespace

std::string CsvField(absl::string_view text) {
  std::string field = text::Composed(text);
  // What begins so is a formula to a spreadsheet, also after its own trimming.
  constexpr absl::string_view kFormula = "=+-@\t\r\n|%";
  if (!field.empty() && kFormula.find(field[0]) != absl::string_view::npos) {
    field.insert(field.begin(), '\'');
  }
  if (field.find_first_of(";,\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string CsvReport(const v1::Evaluation& evaluation) {
  const v1::EvaluationFigures& figures = evaluation.figures();
  Table table;
  for (const auto& [figure, value] :
       {std::pair<const char*, const std::string&>("tiêu đề", figures.title()),
        {"từ ngày", figures.first_day()},
        {"đến ngày", figures.last_day()},
        {"SHA-256", evaluation.figures_sha256()}}) {
    table.Write({"Báo cáo", figures.scope().code(),
                 figures.scope().display_name(), figure, value, "", "", ""});
  }
  for (const v1::TargetFigures& target : figures.plan().targets()) {
    WriteTarget(target, table);
  }
  UnitRows("Trang của đơn vị", figures.own(), table).Write();
  UnitRows("Toàn mạng lưới", figures.network(), table).Write();
  for (const v1::UnitFigures& unit : figures.units()) {
    UnitRows("So sánh", unit, table).Write();
  }
  for (const v1::ObstacleLine& line : figures.obstacles()) {
    table.Write({line.proposal() ? "Đề xuất" : "Vướng mắc", line.name(),
                 line.raised_by(), line.text(), ObstacleStateWords(line), "",
                 "", ""});
  }
  for (const v1::DirectionLine& line : figures.directions()) {
    table.Write({"Ý kiến chỉ đạo", line.name(), line.given_by(), line.text(),
                 DirectionStateWords(line), "", "", ""});
  }
  return std::move(table).Take();
}

}  // namespace loa::metrics

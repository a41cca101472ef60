// What the pages did: kinds, topics, sources, bodies and weeks.
#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/metrics/evaluations/charts.h"
#include "services/metrics/evaluations/report_sections.h"
#include "services/metrics/evaluations/report_table.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

using Tallies = google::protobuf::RepeatedPtrField<v1::Tally>;
using Namer = std::function<std::string(const v1::Tally&)>;

int64_t ShareOf(int64_t part, int64_t whole) {
  return whole > 0 ? part * 1000 / whole : 0;
}

void WriteTallyRows(const std::string& group, const Tallies& tallies,
                    int64_t total, const Namer& name, ReportTable& table) {
  for (int i = 0; i < tallies.size(); ++i) {
    const v1::Tally& tally = tallies[i];
    ReportTable::Cells cells = {
        name(tally), Bar{tally.count(), 0, total, false},
        Grouped(tally.count()), Percent(ShareOf(tally.count(), total))};
    if (i > 0) {
      table.RowInGroup(cells);
      continue;
    }
    cells.insert(cells.begin(), group);
    table.GroupRow(tallies.size(), cells);
  }
}

void WritePosts(const v1::PostFigures& posts, Markup& out) {
  const int64_t total = posts.total();
  ReportTable table("Tin, bài, ảnh trong kỳ",
                    {{"Phân theo"},
                     {"Mục"},
                     {"Tỷ trọng"},
                     {"Số lượng", true},
                     {"Tỷ lệ", true}},
                    out);
  WriteTallyRows("Thể loại", posts.by_kind(), total, KindWords, table);
  WriteTallyRows("Chủ đề", posts.by_topic(), total, TopicWords, table);
  WriteTallyRows("Nguồn", posts.by_source(), total, SourceWords, table);
  WriteTallyRows("Cơ quan, tổ chức", posts.by_subject_body(), total,
                 SubjectBodyWords, table);
  WriteTallyRows("Cách đăng", posts.by_origin(), total, OriginWords, table);
  table.Total({"Cộng", "", "", Grouped(total), Percent(total > 0 ? 1000 : 0)});
}

// Followers, reach and engagement with what they rest on.
void WriteAudience(const v1::UnitFigures& unit, Markup& out) {
  ReportTable table("Người theo dõi, tiếp cận, tương tác",
                    {{"Chỉ số"}, {"Giá trị", true}, {"Số liệu của"}}, out);
  const v1::Amount& followers = unit.followers();
  table.Row({"Người theo dõi (ngày cuối kỳ)", AmountWords(followers),
             CoverageWords(followers)});
  const v1::Reach& reach = unit.reach();
  table.Row({"Người được tiếp cận", ReachWords(reach), CoverageWords(reach)});
  const v1::Amount& engagement = unit.engagement();
  table.Row(
      {"Lượt tương tác", AmountWords(engagement), CoverageWords(engagement)});
  if (unit.has_rhythm_hundredths()) {
    table.Row({"Nhịp đăng (tin, bài, ảnh mỗi trang mỗi tuần)",
               OneDecimal(unit.rhythm_hundredths()),
               PagesWords(unit.posting_pages(), unit.pages())});
  }
  if (unit.has_answers()) {
    table.Row({"Thư bạn đọc đã trả lời",
               absl::StrCat(Grouped(unit.answers().answered()), "/",
                            Grouped(unit.answers().received())),
               ""});
  }
}

// So many weeks to a column that all columns fit.
constexpr int kMaxColumns = 14;

void WriteWeeks(const v1::EvaluationFigures& figures, Markup& out) {
  const int weeks = figures.weeks_size();
  if (weeks < 2) return;
  const int together = (weeks + kMaxColumns - 1) / kMaxColumns;
  std::vector<Column> columns;
  for (int i = 0; i < weeks; i += together) {
    Column column;
    column.label = ShortDate(figures.weeks(i).first_day()).substr(0, 5);
    int days = 0;
    for (int j = i; j < std::min(weeks, i + together); ++j) {
      column.value += figures.weeks(j).posts();
      days += figures.weeks(j).days();
    }
    column.words = Grouped(column.value);
    column.partial = days < 7 * together;
    columns.push_back(std::move(column));
  }
  out.Open("figure");
  out.Leaf("figcaption", "Tin, bài, ảnh toàn mạng lưới theo tuần");
  WriteColumns(columns, out);
  out.Leaf("p",
           absl::StrCat("Mỗi cột là ", together,
                        " tuần, nhãn là ngày đầu tiên. Cột gạch chéo không đủ "
                        "số ngày."),
           {{"class", "quiet"}});
  out.Close();
}

void WritePublications(const v1::PublicationFigures& publications,
                       Markup& out) {
  if (publications.by_state().empty()) return;
  ReportTable table("Lượt đăng qua hệ thống theo trạng thái",
                    {{"Trạng thái"}, {"Số lượt", true}}, out);
  int64_t total = 0;
  for (const v1::Tally& state : publications.by_state()) {
    total += state.count();
    if (state.count() == 0) continue;
    table.Row({StateWords(state), Grouped(state.count())});
  }
  table.Total({"Cộng", Grouped(total)});
}

}  // namespace

void WriteActivity(const v1::EvaluationFigures& figures,
                   SectionNumbers& numbers, Markup& out) {
  out.Open("section");
  out.Leaf("h2", numbers.Next("Hoạt động của các trang"));
  if (figures.own().pages() > 0) {
    out.Leaf(
        "h3",
        absl::StrCat("Trang của ", figures.own().unit().display_name(), ": ",
                     Grouped(figures.own().posts().total()), " tin, bài, ảnh"));
    WriteAudience(figures.own(), out);
    WritePosts(figures.own().posts(), out);
  }
  out.Leaf("h3", absl::StrCat("Toàn mạng lưới: ",
                              Grouped(figures.network().posts().total()),
                              " tin, bài, ảnh trên ",
                              Grouped(figures.network().pages()), " trang"));
  WriteAudience(figures.network(), out);
  WriteWeeks(figures, out);
  WritePosts(figures.network().posts(), out);
  WritePublications(figures.publications(), out);
  out.Close();
}

}  // namespace loa::metrics

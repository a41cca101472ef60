// The units compared inside their peer groups.
#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/metrics/evaluations/charts.h"
#include "services/metrics/evaluations/report_sections.h"
#include "services/metrics/evaluations/report_table.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

using Units = std::vector<const v1::UnitFigures*>;

// Ranked units first, by place; the others by posts, then as they come.
Units OfGroup(const v1::EvaluationFigures& figures, const std::string& key) {
  Units units;
  for (const v1::UnitFigures& unit : figures.units()) {
    if (unit.peer_group() == key) units.push_back(&unit);
  }
  std::stable_sort(units.begin(), units.end(),
                   [](const v1::UnitFigures* a, const v1::UnitFigures* b) {
                     if ((a->rank() > 0) != (b->rank() > 0)) {
                       return a->rank() > 0;
                     }
                     if (a->rank() != b->rank()) return a->rank() < b->rank();
                     return a->posts().total() > b->posts().total();
                   });
  return units;
}

std::string PointsWords(const v1::UnitFigures& unit) {
  if (!unit.has_points_hundredths()) return std::string(kNoFigureShort);
  return OneDecimal(unit.points_hundredths());
}

// "+2" places up, "−1" down, "=" the same; "mới" when it was not there.
std::string RankChange(const v1::UnitFigures& unit) {
  if (!unit.has_previous_rank() || unit.previous_rank() == 0) return "mới";
  if (unit.rank() == 0) return "không xếp";
  const int change = unit.previous_rank() - unit.rank();
  return change == 0 ? "=" : Signed(change);
}

std::vector<ReportTable::Column> GroupColumns(bool scored, bool compared) {
  std::vector<ReportTable::Column> columns = {{"Đơn vị"}};
  if (scored) {
    columns.push_back({"Hạng", true});
    if (compared) columns.push_back({"So kỳ trước", true});
    columns.push_back({"Điểm", true});
    columns.push_back({"So trong nhóm"});
  }
  for (const char* header : {"Trang", "Tin, bài, ảnh", "Mỗi trang mỗi tuần",
                             "Người theo dõi", "Tiếp cận", "Tương tác"}) {
    columns.push_back({header, true});
  }
  return columns;
}

void WriteGroupTable(const v1::EvaluationFigures& figures,
                     const v1::PeerGroup& group, Markup& out) {
  const bool scored = !figures.criteria().empty();
  const bool compared = scored && figures.has_previous();
  ReportTable table(absl::StrCat(group.display_name(), ": ",
                                 Grouped(group.units()), " đơn vị"),
                    GroupColumns(scored, compared), out);
  for (const v1::UnitFigures* unit : OfGroup(figures, group.key())) {
    ReportTable::Cells cells = {unit->unit().display_name()};
    if (scored) {
      cells.push_back(unit->rank() > 0 ? Grouped(unit->rank()) : "–");
      if (compared) cells.push_back(RankChange(*unit));
      cells.push_back(PointsWords(*unit));
      cells.push_back(Bar{unit->points_hundredths(), 0,
                          unit->has_points_hundredths() ? 10000 : 0});
    }
    cells.push_back(Grouped(unit->pages()));
    cells.push_back(Grouped(unit->posts().total()));
    cells.push_back(unit->has_rhythm_hundredths()
                        ? OneDecimal(unit->rhythm_hundredths())
                        : "–");
    cells.push_back(ShortAmount(unit->followers()));
    cells.push_back(ShortReach(unit->reach()));
    cells.push_back(ShortAmount(unit->engagement()));
    table.Row(cells);
  }
}

// How many units posted how much: the shape that a mean hides.
void WriteDistribution(const v1::EvaluationFigures& figures, Markup& out) {
  struct Class {
    int64_t up_to;
    const char* label;
  };
  static constexpr std::array<Class, 6> kClasses = {{{0, "0"},
                                                     {5, "1–5"},
                                                     {10, "6–10"},
                                                     {20, "11–20"},
                                                     {50, "21–50"},
                                                     {INT64_MAX, "trên 50"}}};
  if (figures.units_size() < 5) return;
  std::array<int64_t, kClasses.size()> counts = {};
  for (const v1::UnitFigures& unit : figures.units()) {
    for (size_t i = 0; i < kClasses.size(); ++i) {
      if (unit.posts().total() > kClasses[i].up_to) continue;
      ++counts[i];
      break;
    }
  }
  std::vector<Column> columns;
  for (size_t i = 0; i < kClasses.size(); ++i) {
    columns.push_back({kClasses[i].label, counts[i], Grouped(counts[i])});
  }
  out.Open("figure");
  out.Leaf("figcaption", "Phân bố đơn vị theo số tin, bài, ảnh trong kỳ");
  WriteColumns(columns, out);
  out.Leaf("p",
           "Nhãn: số tin, bài, ảnh của một đơn vị. Số trên cột: số đơn vị.",
           {{"class", "quiet"}});
  out.Close();
}

void WriteCriteria(const v1::EvaluationFigures& figures, Markup& out) {
  if (figures.criteria().empty()) return;
  ReportTable table("Tiêu chí và trọng số",
                    {{"Tiêu chí"}, {"Trọng số", true}, {"Đạt điểm tối đa khi"}},
                    out);
  for (const v1::CriterionLabel& criterion : figures.criteria()) {
    table.Row({criterion.display_name(),
               absl::StrCat(criterion.weight(), "\xC2\xA0%"),
               criterion.full_at() > 0
                   ? absl::StrCat("từ ", Grouped(criterion.full_at()))
                   : "bằng đơn vị cao nhất nhóm"});
  }
  table.Total({"Cộng", Percent(1000), ""});
}

}  // namespace

void WriteComparison(const v1::EvaluationFigures& figures,
                     SectionNumbers& numbers, Markup& out) {
  if (figures.units().empty()) return;
  out.Open("section");
  out.Leaf("h2", numbers.Next("So sánh các đơn vị"));
  out.Leaf("p",
           "Đơn vị chỉ được so với đơn vị cùng nhóm. Số liệu của mỗi đơn vị "
           "gồm trang của đơn vị và của các đơn vị trực thuộc.");
  WriteCriteria(figures, out);
  WriteDistribution(figures, out);
  for (const v1::PeerGroup& group : figures.peer_groups()) {
    WriteGroupTable(figures, group, out);
  }
  out.Close();
}

}  // namespace loa::metrics

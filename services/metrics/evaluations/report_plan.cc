// The plan's progress: by level, kind and branch, over time, and who remains.
#include <map>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/metrics/evaluations/charts.h"
#include "services/metrics/evaluations/report_sections.h"
#include "services/metrics/evaluations/report_table.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

Bar BarOf(const v1::UnitCount& count) {
  return {count.done(), count.late(), count.total()};
}

ReportTable::Cells CountCells(const std::string& label,
                              const v1::UnitCount& count) {
  return {label,
          BarOf(count),
          Grouped(count.done()),
          Grouped(count.total()),
          Percent(count.per_mille()),
          Grouped(count.remaining()),
          Grouped(count.late())};
}

std::vector<ReportTable::Column> CountColumns(absl::string_view first) {
  return {{std::string(first)}, {"Tiến độ"},     {"Đã xong", true},
          {"Tổng số", true},    {"Tỷ lệ", true}, {"Còn lại", true},
          {"Quá hạn", true}};
}

std::string TargetTitle(const v1::TargetFigures& target) {
  return absl::StrCat(
      target.level_name().empty() ? target.level() : target.level_name(), " ",
      MilestoneWords(target));
}

std::string SpokenCount(const v1::UnitCount& count) {
  return absl::StrCat(Grouped(count.done()), " trên ", Grouped(count.total()),
                      " đơn vị đã xong, còn ", Grouped(count.remaining()),
                      ", trong đó ", Grouped(count.late()), " quá hạn");
}

std::string TitleWithOrigin(const v1::TargetFigures& target) {
  if (!target.from_direction()) return TargetTitle(target);
  return absl::StrCat(
      TargetTitle(target), " (theo ",
      target.origin_note().empty() ? "ý kiến chỉ đạo" : target.origin_note(),
      ")");
}

std::string ResultWords(const v1::TargetFigures& target) {
  if (target.reached()) return "Đạt";
  return target.count().late() > 0 ? "Chưa đạt, quá hạn" : "Chưa đạt, còn hạn";
}

void WriteOverview(const v1::EvaluationFigures& figures, Markup& out) {
  {
    std::vector<ReportTable::Column> columns = CountColumns("Chỉ tiêu");
    columns.push_back({"Hạn", true});
    columns.push_back({"Kết quả"});
    ReportTable table(
        absl::StrCat("Tiến độ đến ", ShortDate(figures.last_day())), columns,
        out);
    for (const v1::TargetFigures& target : figures.plan().targets()) {
      ReportTable::Cells cells =
          CountCells(TitleWithOrigin(target), target.count());
      cells.push_back(ShortDate(target.deadline()));
      cells.push_back(ResultWords(target));
      table.Row(cells);
    }
  }
  out.Leaf("p",
           "Trên thanh tiến độ: phần tô kín là đã xong, phần gạch chéo là quá "
           "hạn, phần để trắng là còn lại và còn hạn.",
           {{"class", "quiet"}});
}

void WriteBurnUp(const v1::EvaluationFigures& figures,
                 const v1::TargetFigures& target, Markup& out) {
  if (target.burn_up().empty()) return;
  BurnUp burn_up;
  burn_up.first_day = figures.plan().issued_on().empty()
                          ? figures.first_day()
                          : figures.plan().issued_on();
  if (target.burn_up(0).day() < burn_up.first_day) {
    burn_up.first_day = target.burn_up(0).day();
  }
  burn_up.last_day = figures.last_day();
  burn_up.deadline = target.deadline();
  burn_up.goal = target.count().total();
  for (const v1::DayCount& day : target.burn_up()) {
    burn_up.steps.push_back({day.day(), day.count()});
  }
  burn_up.spoken = absl::StrCat(
      TargetTitle(target), ". Đến ", ShortDate(figures.last_day()), ": ",
      SpokenCount(target.count()), ". Hạn ", ShortDate(target.deadline()), ".");
  out.Open("figure");
  out.Leaf("figcaption", absl::StrCat("Số đơn vị ", LevelWords(target),
                                      " đã xong theo ngày"));
  WriteBurnUpChart(burn_up, out);
  out.Leaf(
      "p",
      absl::StrCat("Đến ", ShortDate(figures.last_day()), ": ",
                   Grouped(target.count().done()), ". Nét đứt ngang: cần đạt ",
                   Grouped(burn_up.goal), ". Nét chấm dọc: hạn ",
                   ShortDate(target.deadline()), "."),
      {{"class", "quiet"}});
  out.Close();
}

void WritePartTables(const v1::TargetFigures& target, Markup& out) {
  if (target.branches_size() > 1) {
    ReportTable table("Theo địa bàn", CountColumns("Địa bàn"), out);
    for (const v1::PartCount& part : target.branches()) {
      table.Row(CountCells(part.display_name(), part.count()));
    }
    table.Total(CountCells("Cộng", target.count()));
  }
  if (target.kinds_size() > 1) {
    ReportTable table("Theo loại đơn vị", CountColumns("Loại"), out);
    for (const v1::PartCount& part : target.kinds()) {
      table.Row(CountCells(part.display_name(), part.count()));
    }
    table.Total(CountCells("Cộng", target.count()));
  }
}

// By branch, so that each superior finds its own.
void WriteRemaining(const v1::TargetFigures& target, Markup& out) {
  if (target.count().remaining() == 0) {
    out.Leaf("p", absl::StrCat("Cả ", Grouped(target.count().total()),
                               " đơn vị đã xong."));
    return;
  }
  if (target.remaining_units().empty()) return;
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> by_branch;
  for (const v1::UnitLabel& unit : target.remaining_units()) {
    std::vector<std::string>& names = by_branch[unit.branch_name()];
    if (names.empty()) order.push_back(unit.branch_name());
    names.push_back(unit.display_name());
  }
  out.Open("h3");
  out.Text(
      absl::StrCat(Grouped(target.count().remaining()), " đơn vị chưa xong"));
  if (target.count().late() > 0) {
    out.Text(", ").Leaf(
        "span", absl::StrCat(Grouped(target.count().late()), " quá hạn"),
        {{"class", "late"}});
  }
  out.Close();
  {
    ReportTable table("Đơn vị chưa xong theo địa bàn",
                      {{"Địa bàn"}, {"Số", true}, {"Đơn vị"}}, out);
    for (const std::string& branch : order) {
      const std::vector<std::string>& names = by_branch[branch];
      table.Row({branch, Grouped(static_cast<int64_t>(names.size())),
                 absl::StrJoin(names, "; ")});
    }
  }
  if (target.remaining_units_size() < target.count().remaining()) {
    out.Leaf("p",
             absl::StrCat("Danh sách dừng ở ",
                          Grouped(target.remaining_units_size()), " đơn vị."),
             {{"class", "quiet"}});
  }
}

}  // namespace

void WritePlan(const v1::EvaluationFigures& figures, SectionNumbers& numbers,
               Markup& out) {
  if (!figures.has_plan()) return;
  const v1::PlanFigures& plan = figures.plan();
  out.Open("section");
  out.Leaf("h2", numbers.Next("Tiến độ thực hiện kế hoạch"));
  std::string about = absl::StrCat("Kế hoạch số ", plan.number());
  if (!plan.issued_on().empty()) {
    absl::StrAppend(&about, " ", LongDate(plan.issued_on()));
  }
  absl::StrAppend(&about, ": ", plan.title(), ".");
  if (!plan.legal_basis().empty()) {
    absl::StrAppend(&about, " Căn cứ: ", plan.legal_basis(), ".");
  }
  if (!plan.purpose().empty()) {
    absl::StrAppend(&about, " Mục đích: ", plan.purpose());
    if (!absl::EndsWith(about, ".")) about += '.';
  }
  out.Leaf("p", about);
  if (plan.targets().empty()) {
    out.Leaf("p", "Kế hoạch chưa có chỉ tiêu nào.").Close();
    return;
  }
  WriteOverview(figures, out);
  int number = 0;
  for (const v1::TargetFigures& target : plan.targets()) {
    out.Leaf("h3", absl::StrCat(++number, ". ", TargetTitle(target), ": ",
                                Grouped(target.count().done()), "/",
                                Grouped(target.count().total())));
    WriteBurnUp(figures, target, out);
    WritePartTables(target, out);
    WriteRemaining(target, out);
  }
  out.Close();
}

}  // namespace loa::metrics

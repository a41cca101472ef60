// Obstacles, directions, changes and the notes on method.
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/metrics/evaluations/report_sections.h"
#include "services/metrics/evaluations/report_table.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

std::string AmountChange(const v1::Amount& now, const v1::Amount& before) {
  if (!now.has_value() || !before.has_value()) return "không so được";
  // A difference of lower bounds says nothing.
  if (now.bound() == v1::AT_LEAST || before.bound() == v1::AT_LEAST) {
    return "không so được (số tối thiểu)";
  }
  return Signed(now.value() - before.value());
}

void WriteUnitChanges(absl::string_view label, const v1::UnitFigures& now,
                      const v1::UnitFigures& before, ReportTable& table) {
  table.Row({absl::StrCat(label, ": tin, bài, ảnh"),
             Grouped(before.posts().total()), Grouped(now.posts().total()),
             Signed(int64_t{now.posts().total()} - before.posts().total())});
  table.Row({absl::StrCat(label, ": trang có bài"),
             Grouped(before.posting_pages()), Grouped(now.posting_pages()),
             Signed(int64_t{now.posting_pages()} - before.posting_pages())});
  table.Row({absl::StrCat(label, ": người theo dõi"),
             AmountWords(before.followers()), AmountWords(now.followers()),
             AmountChange(now.followers(), before.followers())});
}

void Note(absl::string_view text, Markup& out) { out.Leaf("li", text); }

}  // namespace

void WriteObstacles(const v1::EvaluationFigures& figures,
                    SectionNumbers& numbers, Markup& out) {
  out.Open("section");
  out.Leaf("h2", numbers.Next("Vướng mắc, đề xuất"));
  if (figures.obstacles().empty()) {
    out.Leaf("p", "Đến ngày cuối kỳ chưa ghi nhận vướng mắc, đề xuất nào.");
    out.Close();
    return;
  }
  {
    ReportTable table("Vướng mắc và ý kiến góp ý đã ghi nhận",
                      {{"Nội dung"},
                       {"Loại"},
                       {"Đơn vị nêu"},
                       {"Ngày", true},
                       {"Tình trạng"}},
                      out);
    for (const v1::ObstacleLine& line : figures.obstacles()) {
      table.Row({line.text(), line.proposal() ? "Đề xuất" : "Vướng mắc",
                 line.raised_by(), ShortDate(line.raised_on()),
                 line.resolution().empty()
                     ? ObstacleStateWords(line)
                     : absl::StrCat(ObstacleStateWords(line), ": ",
                                    line.resolution())});
    }
  }
  out.Close();
}

void WriteDirections(const v1::EvaluationFigures& figures,
                     SectionNumbers& numbers, Markup& out) {
  out.Open("section");
  out.Leaf("h2", numbers.Next("Ý kiến chỉ đạo"));
  if (figures.directions().empty()) {
    out.Leaf("p", "Chưa ghi nhận ý kiến chỉ đạo nào.");
    out.Close();
    return;
  }
  {
    ReportTable table("Ý kiến chỉ đạo và việc thực hiện",
                      {{"Nội dung"},
                       {"Người chỉ đạo"},
                       {"Giao cho"},
                       {"Hạn", true},
                       {"Tình trạng"}},
                      out);
    for (const v1::DirectionLine& line : figures.directions()) {
      table.Row(
          {line.plan().empty()
               ? line.text()
               : absl::StrCat(line.text(), " (thêm chỉ tiêu vào Kế hoạch ",
                              line.plan(), ")"),
           absl::StrCat(line.given_by(), ", ", ShortDate(line.given_on())),
           line.addressees(),
           line.deadline().empty() ? "–" : ShortDate(line.deadline()),
           DirectionStateWords(line)});
    }
  }
  out.Close();
}

void WriteChanges(const v1::EvaluationFigures& figures, SectionNumbers& numbers,
                  Markup& out) {
  if (!figures.has_previous()) return;
  const v1::PreviousFigures& previous = figures.previous();
  out.Open("section");
  out.Leaf("h2", numbers.Next("Thay đổi so với kỳ trước"));
  out.Leaf("p", absl::StrCat("Kỳ trước kết thúc ngày ",
                             ShortDate(previous.last_day()), ", dài ",
                             Grouped(previous.days()), " ngày."));
  {
    ReportTable table(
        "Kỳ trước và kỳ này",
        {{"Chỉ số"}, {"Kỳ trước", true}, {"Kỳ này", true}, {"Thay đổi", true}},
        out);
    for (const v1::TargetFigures& target : figures.plan().targets()) {
      for (const auto& then : previous.targets()) {
        if (then.id() != target.id()) continue;
        table.Row(
            {absl::StrCat("Đơn vị ", LevelWords(target), " ",
                          MilestoneWords(target)),
             absl::StrCat(Grouped(then.count().done()), "/",
                          Grouped(then.count().total())),
             absl::StrCat(Grouped(target.count().done()), "/",
                          Grouped(target.count().total())),
             Signed(int64_t{target.count().done()} - then.count().done())});
      }
    }
    if (figures.own().pages() > 0) {
      WriteUnitChanges("Trang của đơn vị", figures.own(), previous.own(),
                       table);
    }
    WriteUnitChanges("Toàn mạng lưới", figures.network(), previous.network(),
                     table);
  }
  out.Close();
}

void WriteMethod(const v1::EvaluationFigures& figures, SectionNumbers& numbers,
                 Markup& out) {
  out.Open("section", {{"class", "method"}});
  out.Leaf("h2", numbers.Next("Cách tính"));
  out.Open("ul");
  Note(
      "“Chưa có số liệu” nghĩa là không biết, không phải bằng 0. Bên cạnh mỗi "
      "số là số trang có số liệu trên tổng số trang.",
      out);
  Note(
      "“Trên 240” là số tối thiểu do người báo cáo xác nhận; báo cáo giữ "
      "nguyên là số tối thiểu.",
      out);
  Note(
      "Người được tiếp cận không cộng được giữa các trang vì một người có thể "
      "xem nhiều trang: số thật nằm giữa trang lớn nhất và tổng các trang.",
      out);
  Note(
      "Nền tảng chỉ cho số liệu tiếp cận của trang có từ 100 lượt thích, nên "
      "nhiều trang nhỏ không có số này.",
      out);
  Note(
      "Người theo dõi cộng theo trang là số lượt theo dõi. Bài đăng trên "
      "nhiều trang được tính mỗi trang một lần; một bài có nhiều chủ đề được "
      "tính cho từng chủ đề.",
      out);
  Note("Đơn vị chỉ tính là quá hạn khi đã qua ngày hạn của chỉ tiêu.", out);
  if (!figures.criteria().empty()) {
    Note(
        "Điểm của đơn vị là tổng điểm các tiêu chí có số liệu, quy về thang "
        "100; đơn vị có số liệu cho dưới một nửa trọng số thì không xếp hạng. "
        "Tiếp cận được chấm theo cận dưới.",
        out);
  }
  Note(
      "Cây đơn vị lấy theo từng ngày (như đã báo cáo). Số liệu được chốt một "
      "lần và tính lại cho đúng từng byte.",
      out);
  out.Close().Close();
}

}  // namespace loa::metrics

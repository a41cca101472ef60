// Title block, summary, key figures and signature.
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/metrics/evaluations/report_sections.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

// "13/13 đơn vị cấp huyện (100 %) đã lập Trang cộng đồng"
std::string TargetSentence(const v1::TargetFigures& target) {
  return absl::StrCat(
      Grouped(target.count().done()), "/", Grouped(target.count().total()),
      " đơn vị ", LevelWords(target), " (", Percent(target.count().per_mille()),
      ") đã ", MilestoneWords(target));
}

std::string PlanSentence(const v1::PlanFigures& plan, absl::string_view day) {
  std::vector<std::string> parts;
  for (const v1::TargetFigures& target : plan.targets()) {
    parts.push_back(TargetSentence(target));
  }
  if (parts.empty()) return "";
  return absl::StrCat("Đến ", LongDate(day), ", thực hiện Kế hoạch ",
                      plan.number(), ", ", absl::StrJoin(parts, "; "), ". ");
}

std::string OwnSentence(const v1::EvaluationFigures& figures) {
  const v1::UnitFigures& own = figures.own();
  if (own.pages() == 0) return "";
  std::string words =
      absl::StrCat("Trang của ", own.unit().display_name(), " đã đăng ",
                   Grouped(own.posts().total()), " tin, bài, ảnh");
  if (own.followers().has_value()) {
    absl::StrAppend(&words, "; có ", AmountWords(own.followers()),
                    " người theo dõi");
  }
  if (own.reach().has_max()) {
    absl::StrAppend(&words, "; tiếp cận ", ReachWords(own.reach()), " người");
  }
  return absl::StrCat(words, ". ");
}

std::string OpenSentence(const v1::EvaluationFigures& figures) {
  int open = 0;
  for (const v1::ObstacleLine& line : figures.obstacles()) {
    if (!line.settled()) ++open;
  }
  int late = 0;
  for (const v1::TargetFigures& target : figures.plan().targets()) {
    late += target.count().late();
  }
  std::string words;
  if (late > 0) {
    absl::StrAppend(&words, "Có ", Grouped(late),
                    " lượt đơn vị quá hạn chỉ tiêu. ");
  }
  if (open > 0) {
    absl::StrAppend(&words, "Còn ", Grouped(open),
                    " vướng mắc, đề xuất chờ giải quyết.");
  }
  return words;
}

struct KeyFigure {
  std::string number;
  std::string label;
  std::string cover;  // "" where nothing needs saying
};

void Write(const KeyFigure& figure, Markup& out) {
  out.Open("li");
  out.Leaf("strong", figure.number);
  // A card where there is a style sheet, a line in a word processor.
  out.Text(" ").Leaf("span", figure.label);
  if (!figure.cover.empty()) {
    out.Empty("br").Leaf("span", figure.cover, {{"class", "cover"}});
  }
  out.Close();
}

// What the figure of a card rests on.
template <typename Figure>
std::string Cover(const Figure& figure) {
  return absl::StrCat("số liệu của ", CoverageWords(figure));
}

std::vector<KeyFigure> KeyFigures(const v1::EvaluationFigures& figures) {
  std::vector<KeyFigure> keys;
  for (const v1::TargetFigures& target : figures.plan().targets()) {
    const v1::UnitCount& count = target.count();
    keys.push_back(
        {absl::StrCat(Grouped(count.done()), "/", Grouped(count.total())),
         absl::StrCat("đơn vị ", LevelWords(target), " ",
                      MilestoneWords(target)),
         absl::StrCat(Percent(count.per_mille()), ", hạn ",
                      ShortDate(target.deadline()))});
  }
  const v1::UnitFigures& own = figures.own();
  if (own.pages() > 0) {
    const v1::Amount& followers = own.followers();
    const v1::Reach& reach = own.reach();
    keys.push_back({Grouped(own.posts().total()),
                    "tin, bài, ảnh trên trang của đơn vị", ""});
    keys.push_back({AmountWords(followers), "người theo dõi trang của đơn vị",
                    Cover(followers)});
    keys.push_back(
        {ReachWords(reach), "người được trang tiếp cận", Cover(reach)});
  }
  keys.push_back({Grouped(figures.network().posts().total()),
                  "tin, bài, ảnh của toàn mạng lưới",
                  absl::StrCat(Grouped(figures.network().posting_pages()), "/",
                               Grouped(figures.network().pages()),
                               " trang có bài trong kỳ")});
  return keys;
}

void Line(absl::string_view text, absl::string_view style, Markup& out) {
  if (!text.empty()) out.Leaf("p", text, {{"class", std::string(style)}});
}

void Bold(absl::string_view text, absl::string_view style, Markup& out) {
  if (text.empty()) return;
  out.Open("p").Open("b").Leaf("span", text, {{"class", std::string(style)}});
  out.Close().Close();
}

}  // namespace

std::string SectionNumbers::Next(absl::string_view title) {
  static constexpr std::array<absl::string_view, 12> kRoman = {
      "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
  const size_t index = static_cast<size_t>(count_++);
  return absl::StrCat(kRoman[index % kRoman.size()], ". ", title);
}

void WriteLetterhead(const v1::EvaluationFigures& figures, Markup& out) {
  const v1::Heading& heading = figures.heading();
  out.Open("table", {{"class", "letterhead"}, {"role", "presentation"}});
  out.Open("tr").Open("td", {{"align", "center"}});
  Line(heading.parent_body(), "above", out);
  Bold(heading.body(), "body rule", out);
  if (!heading.number().empty()) {
    Line(absl::StrCat("Số: ", heading.number()), "number", out);
  }
  out.Close().Open("td", {{"align", "center"}});
  Bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "state", out);
  Bold("Độc lập - Tự do - Hạnh phúc", "rule", out);
  Line(absl::StrCat(heading.place(), heading.place().empty() ? "" : ", ",
                    LongDate(heading.date())),
       "date", out);
  out.Close().Close().Close();
  out.Leaf("h1", "Báo cáo", {{"align", "center"}});
  out.Leaf("p", figures.title(), {{"class", "subtitle"}, {"align", "center"}});
  out.Leaf("p",
           absl::StrCat("Kỳ đánh giá: từ ", ShortDate(figures.first_day()),
                        " đến ", ShortDate(figures.last_day()),
                        ". Phạm vi: ", figures.scope().display_name(),
                        " và các đơn vị trực thuộc."),
           {{"class", "period"}, {"align", "center"}});
}

void WriteSummary(const v1::EvaluationFigures& figures, Markup& out) {
  out.Leaf("p",
           absl::StrCat(PlanSentence(figures.plan(), figures.last_day()),
                        OwnSentence(figures), OpenSentence(figures)),
           {{"class", "summary"}});
  out.Open("ul", {{"class", "key"}});
  for (const KeyFigure& figure : KeyFigures(figures)) Write(figure, out);
  out.Close();
}

void WriteSignature(const v1::EvaluationFigures& figures, Markup& out) {
  const v1::Heading& heading = figures.heading();
  if (heading.signing_for().empty() && heading.signer_name().empty()) return;
  out.Open("table", {{"class", "signature"}, {"role", "presentation"}});
  out.Open("tr").Leaf("td", "");
  out.Open("td", {{"class", "signer"}, {"align", "center"}});
  Bold(heading.signing_for(), "for", out);
  Bold(heading.signer_office(), "office", out);
  Line(heading.signer_name(), "name", out);
  out.Close().Close().Close();
}

}  // namespace loa::metrics

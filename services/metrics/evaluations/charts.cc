#include "services/metrics/evaluations/charts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "services/metrics/evaluations/vietnamese_words.h"

namespace loa::metrics {
namespace {

constexpr char kQuiet[] = "#4b5563";
constexpr char kRule[] = "#9aa5b1";
constexpr char kFill[] = "#0b6e6e";
constexpr char kLate[] = "#b42318";
constexpr char kLateStripes[] = "url(#late-stripes)";
constexpr char kPartStripes[] = "url(#part-stripes)";

std::string N(int64_t number) { return absl::StrCat(number); }

// `length` of what `value` is of `whole`; whatever is not nothing is seen.
int64_t Scaled(int64_t value, int64_t whole, int64_t length) {
  if (whole <= 0 || value <= 0) return 0;
  // Figures stay far below 2^63 / 1000.
  return std::max<int64_t>(1, std::min(value, whole) * length / whole);
}

// An SVG that its neighbours in HTML explain; the caller closes it.
void BeginDecoration(absl::string_view style, int64_t width, int64_t height,
                     Markup& out) {
  out.Open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                   {"class", std::string(style)},
                   {"viewBox", absl::StrCat("0 0 ", width, " ", height)},
                   {"width", N(width)},
                   {"height", N(height)},
                   {"preserveAspectRatio", "none"},
                   {"aria-hidden", "true"}});
}

void Box(int64_t x, int64_t y, int64_t width, int64_t height,
         const std::string& fill, absl::string_view stroke, Markup& out) {
  if (width <= 0 || height <= 0) return;
  out.Empty("rect", {{"x", N(x)},
                     {"y", N(y)},
                     {"width", N(width)},
                     {"height", N(height)},
                     {"fill", fill},
                     {"stroke", std::string(stroke)}});
}

void Line(int64_t x1, int64_t y1, int64_t x2, int64_t y2,
          absl::string_view colour, absl::string_view dashes, Markup& out) {
  Markup::Attributes attributes = {{"x1", N(x1)},
                                   {"y1", N(y1)},
                                   {"x2", N(x2)},
                                   {"y2", N(y2)},
                                   {"stroke", std::string(colour)}};
  if (!dashes.empty()) {
    attributes.emplace_back("stroke-dasharray", std::string(dashes));
  }
  out.Empty("line", attributes);
}

void DefineStripes(absl::string_view id, absl::string_view colour,
                   Markup& out) {
  out.Open("pattern", {{"id", std::string(id)},
                       {"width", "6"},
                       {"height", "6"},
                       {"patternUnits", "userSpaceOnUse"},
                       {"patternTransform", "rotate(45)"}});
  Box(0, 0, 6, 6, "#ffffff", "none", out);
  Box(0, 0, 3, 6, std::string(colour), "none", out);
  out.Close();
}

// Where days and counts are in the plot.
class Plot {
 public:
  static constexpr int64_t kWidth = 400;
  static constexpr int64_t kHeight = 160;
  static constexpr int64_t kTop = 8;
  static constexpr int64_t kFloor = kHeight - 2;

  explicit Plot(const BurnUp& burn_up)
      : goal_(std::max<int64_t>(1, burn_up.goal)),
        first_(base::ParseDate(burn_up.first_day).value_or(0)),
        last_(base::ParseDate(burn_up.last_day).value_or(first_)),
        deadline_(base::ParseDate(burn_up.deadline).value_or(last_)),
        end_(std::max({last_, deadline_, first_ + 1})) {}

  int64_t X(base::Days day) const {
    return 2 + std::clamp<int64_t>(day - first_, 0, end_ - first_) *
                   (kWidth - 4) / (end_ - first_);
  }
  int64_t Y(int64_t count) const {
    return kFloor - Scaled(count, goal_, kFloor - kTop);
  }
  base::Days first() const { return first_; }
  base::Days last() const { return last_; }
  base::Days deadline() const { return deadline_; }
  base::Days end() const { return end_; }

 private:
  const int64_t goal_;
  const base::Days first_, last_, deadline_, end_;
};

// The steps as a path; `count` becomes the last one's.
std::string StepsOf(const BurnUp& burn_up, const Plot& plot, int64_t& count) {
  std::string path = absl::StrCat("M", plot.X(plot.first()), " ", Plot::kFloor);
  for (const BurnUp::Step& step : burn_up.steps) {
    const base::Days day = base::ParseDate(step.day).value_or(plot.first());
    if (day > plot.last()) break;
    absl::StrAppend(&path, " L", plot.X(day), " ", plot.Y(count));
    count = step.count;
    absl::StrAppend(&path, " L", plot.X(day), " ", plot.Y(count));
  }
  absl::StrAppend(&path, " L", plot.X(plot.last()), " ", plot.Y(count));
  return path;
}

}  // namespace

void WriteChartPatterns(Markup& out) {
  BeginDecoration("patterns", 0, 0, out);
  out.Open("defs");
  DefineStripes("late-stripes", kLate, out);
  DefineStripes("part-stripes", kFill, out);
  out.Close().Close();
}

void WriteBar(const Bar& bar, Markup& out) {
  constexpr int64_t kLength = 160;
  constexpr int64_t kHeight = 12;
  if (bar.whole <= 0) return;
  BeginDecoration("bar", kLength, kHeight, out);
  if (bar.framed) {
    Box(0, 0, kLength, kHeight, "#ffffff", kQuiet, out);
  }
  const int64_t value = Scaled(bar.value, bar.whole, kLength);
  const int64_t late =
      std::min(kLength - value, Scaled(bar.late, bar.whole, kLength));
  Box(0, 0, value, kHeight, kFill, "none", out);
  Box(value, 0, late, kHeight, kLateStripes, kLate, out);
  out.Close();
}

void WriteColumns(const std::vector<Column>& columns, Markup& out) {
  constexpr int64_t kWidth = 40;
  constexpr int64_t kHeight = 120;
  int64_t largest = 0;
  for (const Column& column : columns) {
    largest = std::max(largest, column.value);
  }
  out.Open("table", {{"class", "columns"}}).Open("tr");
  for (const Column& column : columns) {
    out.Open("td", {{"align", "center"}});
    out.Text(column.words);
    const int64_t height = Scaled(column.value, largest, kHeight);
    if (height > 0) {
      BeginDecoration("column", kWidth, height, out);
      Box(0, 0, kWidth, height, column.partial ? kPartStripes : kFill,
          column.partial ? kFill : "none", out);
      out.Close();
    }
    out.Close();
  }
  out.Close().Open("tr");
  for (const Column& column : columns) {
    out.Leaf("th", column.label, {{"scope", "col"}, {"align", "center"}});
  }
  out.Close().Close();
}

void WriteBurnUpChart(const BurnUp& burn_up, Markup& out) {
  const Plot plot(burn_up);
  int64_t count = 0;
  const std::string path = StepsOf(burn_up, plot, count);
  const int64_t last_x = plot.X(plot.last());
  out.Open("svg",
           {{"xmlns", "http://www.w3.org/2000/svg"},
            {"class", "chart"},
            {"viewBox", absl::StrCat("0 0 ", Plot::kWidth, " ", Plot::kHeight)},
            {"width", N(Plot::kWidth)},
            {"height", N(Plot::kHeight)},
            {"role", "img"},
            {"aria-label", burn_up.spoken}});
  out.Empty("path",
            {{"d", absl::StrCat(path, " L", last_x, " ", Plot::kFloor, " Z")},
             {"fill", "#d5eaea"},
             {"stroke", "none"}});
  Line(2, Plot::kTop, Plot::kWidth - 2, Plot::kTop, kQuiet, "6 4", out);
  Line(plot.X(plot.deadline()), 0, plot.X(plot.deadline()), Plot::kFloor, kLate,
       "2 3", out);
  out.Empty("path", {{"d", path},
                     {"fill", "none"},
                     {"stroke", kFill},
                     {"stroke-width", "2.5"}});
  out.Empty("circle", {{"cx", N(last_x)},
                       {"cy", N(plot.Y(count))},
                       {"r", "4.5"},
                       {"fill", kFill}});
  Line(2, Plot::kFloor, Plot::kWidth - 2, Plot::kFloor, kRule, "", out);
  out.Close();
  out.Open("table", {{"class", "axis"}, {"role", "presentation"}}).Open("tr");
  out.Leaf("td", ShortDate(burn_up.first_day), {{"align", "left"}});
  out.Leaf("td", ShortDate(base::FormatDate(plot.end())), {{"align", "right"}});
  out.Close().Close();
}

}  // namespace loa::metrics

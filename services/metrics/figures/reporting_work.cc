#include "services/metrics/figures/reporting_work.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/figures/expected_figures.h"
#include "services/metrics/figures/figure_words.h"
#include "services/metrics/figures/missing_pages.h"

namespace loa::metrics {
namespace {

using work::v1::WorkItem;

// A page of the duty, with the unit whose people are to report.
struct Asked {
  clients::PagePtr page;
  std::string responsible_unit;
};

std::vector<Asked> AskedPages(const clients::RegistryView& view,
                              const work::Duty& duty,
                              const ReportedMonth& month, base::Days today) {
  std::vector<Asked> asked;
  for (const std::string& unit : view.Subtree(view.RootUnit())) {
    std::optional<std::string> responsible;
    for (const clients::PagePtr& page : view.PagesOf(unit)) {
      if (!IsReportedByPeople(*page, month, today)) continue;
      if (!responsible) {
        responsible =
            duty.Responsible(options::v1::PERMISSION_WRITE_POSTS, unit);
      }
      if (!responsible) break;
      asked.push_back({page, *responsible});
    }
  }
  return asked;
}

// "05/2022".
std::string MonthAndYear(base::Days day) {
  return base::DayMonthYear(day).substr(3);
}

WorkItem ItemOf(const Asked& asked, const std::vector<std::string>& metrics,
                const ReportedMonth& month, absl::TimeZone zone,
                const FigureWords& words) {
  WorkItem item;
  item.set_kind(WorkItem::FIGURE);
  item.set_resource(asked.page->name());
  item.set_unit(asked.page->unit());
  item.set_responsible_unit(asked.responsible_unit);
  item.set_title(absl::StrCat(
      "Báo cáo số liệu tháng ", MonthAndYear(month.first), " của ",
      words.Page(asked.page->name()), ": ", absl::StrJoin(metrics, ", ")));
  item.set_method("loa.metrics.v1.FigureService/ReportFigure");
  *item.mutable_since_time() =
      base::TimestampOf(base::StartOf(month.asked_on, zone));
  *item.mutable_due_time() =
      base::TimestampOf(base::StartOf(month.late_on, zone));
  return item;
}

// By page, what people call the metrics that nobody told of.
using MissingMetrics = std::map<std::string, std::vector<std::string>>;

absl::StatusOr<MissingMetrics> MissingOf(
    sql::Tx& tx, const std::vector<clients::PagePtr>& pages,
    const std::vector<std::string>& metric_ids, const ReportedMonth& month,
    const FigureWords& words) {
  MissingMetrics metrics;
  for (const std::string& metric_id : metric_ids) {
    ASSIGN_OR_RETURN(
        const std::vector<v1::MissingReport> missing,
        MissingAmong(tx, pages, {metric_id, month.first, month.last}));
    for (const v1::MissingReport& report : missing) {
      if (!report.pending_figure().empty()) continue;
      metrics[report.page()].push_back(words.Metric(metric_id));
    }
  }
  return metrics;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> ReportingWork::Waiting(
    const work::Duty& duty, absl::Time now) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  const base::Days today = DayAt(*view, now);
  const ReportedMonth month = MonthBefore(today);
  const std::vector<Asked> asked = AskedPages(*view, duty, month, today);
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(auto names, MetricDisplayNames(tx));
    const FigureWords words(std::move(names), *view);
    for (size_t first = 0; first < asked.size(); first += kPagesABatch) {
      const size_t end = std::min(asked.size(), first + kPagesABatch);
      std::vector<clients::PagePtr> pages;
      for (size_t i = first; i < end; ++i) pages.push_back(asked[i].page);
      ASSIGN_OR_RETURN(const MissingMetrics missing,
                       MissingOf(tx, pages, metric_ids_, month, words));
      for (size_t i = first; i < end; ++i) {
        const auto metrics = missing.find(asked[i].page->name());
        if (metrics == missing.end()) continue;
        if (items.size() >= work::kMaxOfAKind) return absl::OkStatus();
        items.push_back(
            ItemOf(asked[i], metrics->second, month, ZoneOf(*view), words));
      }
    }
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::metrics

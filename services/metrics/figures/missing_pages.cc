#include "services/metrics/figures/missing_pages.h"

#include <map>
#include <utility>

#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

// Of each page of the list, what is known of the metric.
constexpr char kKnown[] = R"sql(
  SELECT page, CAST(MAX(CASE WHEN day >= $3 AND day <= $4 THEN 1 ELSE 0 END)
                    AS BIGINT),
         CAST(MAX(CASE WHEN day < $3 THEN day END) AS BIGINT)
  FROM sample
  WHERE metric_id = $1 AND page IN @texts($2)
  GROUP BY page ORDER BY page)sql";

constexpr char kPending[] = R"sql(
  SELECT page, figure_id FROM figure
  WHERE metric_id = $1 AND page IN @texts($2) AND state = 1
    AND day >= $3 AND day <= $4
  ORDER BY page, day, figure_id)sql";

constexpr char kGaps[] = R"sql(
  SELECT page, reason FROM gap
  WHERE metric_id = $1 AND page IN @texts($2) AND day >= $3 AND day <= $4
  ORDER BY page, day)sql";

}  // namespace

absl::StatusOr<std::vector<v1::MissingReport>> MissingAmong(
    sql::Tx& tx, const std::vector<clients::PagePtr>& pages,
    const MetricPeriod& period) {
  std::vector<std::string> names;
  for (const clients::PagePtr& page : pages) names.push_back(page->name());
  const std::string list = sql::JsonArray(names);
  std::map<std::string, v1::MissingReport> missing;
  for (const clients::PagePtr& page : pages) {
    v1::MissingReport& report = missing[page->name()];
    report.set_page(page->name());
    report.set_display_name(page->display_name());
    report.set_unit(page->unit());
  }
  ASSIGN_OR_RETURN(
      const sql::Rows pending,
      tx.Run(kPending, period.metric_id, list, period.first, period.last));
  for (const sql::Row row : pending) {
    missing[row.Text(0)].set_pending_figure(
        rpc::JoinName("figures", row.Text(1)));
  }
  ASSIGN_OR_RETURN(const sql::Rows gaps, tx.Run(kGaps, period.metric_id, list,
                                                period.first, period.last));
  for (const sql::Row row : gaps) {
    missing[row.Text(0)].set_unavailable(row.Text(1));
  }
  ASSIGN_OR_RETURN(const sql::Rows known, tx.Run(kKnown, period.metric_id, list,
                                                 period.first, period.last));
  for (const sql::Row row : known) {
    if (row.Bool(1)) {
      missing.erase(row.Text(0));
    } else if (!row.IsNull(2)) {
      missing[row.Text(0)].set_last_reported_on(base::FormatDate(row.Int(2)));
    }
  }
  std::vector<v1::MissingReport> reports;
  for (auto& [page, report] : missing) reports.push_back(std::move(report));
  return reports;
}

}  // namespace loa::metrics
